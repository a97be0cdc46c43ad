# A __del__ in a cycle finds the streams of its object open, wherever they lie in memory.
import gc
import io


class Owner:
    def __init__(self):
        self.stream = io.BytesIO(b'text')
        self.file = io.TextIOWrapper(io.BytesIO())
        self.me = self

    def __del__(self):
        closed.append((self.stream.closed, self.file.closed))


closed = []
gc.disable()
streams = [io.BytesIO() for _ in range(1000)]
owners = [Owner() for _ in range(500)]
for place in range(0, 1000, 2):
    streams[place] = None
more = [Owner() for _ in range(500)]
del owners, more, streams
gc.collect()
print(len(closed), set(closed))
