# TextIOWrapper over streams that are not what they should be.
import io


def attempt(function, *args, **options):
    try:
        print(repr(function(*args, **options)))
    except Exception as error:
        print(type(error).__name__, error)


class Stream(io.RawIOBase):
    def __init__(self, *parts):
        self.parts = list(parts)

    def readable(self):
        return True

    def read(self, size=-1):
        return self.parts.pop(0) if self.parts else b''


attempt(io.TextIOWrapper(io.StringIO('text')).read)
attempt(io.TextIOWrapper(io.StringIO('text')).read, 1)
attempt(io.TextIOWrapper(io.StringIO('text')).readline)
attempt(io.TextIOWrapper(Stream(7), encoding='utf-8').read)
attempt(io.TextIOWrapper(Stream(bytearray('grün', 'utf-8')), encoding='utf-8').read)
attempt(io.TextIOWrapper(Stream(b'a\nb\xc3', b'\xbcc', b''), encoding='utf-8').readlines)


class Half(Stream):
    readable = None


attempt(io.TextIOWrapper, Half())
for no_stream in (1, None, 'text', b'bytes', []):
    attempt(io.TextIOWrapper, no_stream)


class Reader(Stream):
    def read1(self, size):
        return self.read(size)


for parts in ((b'\xe2', bytearray(b'\x82\xac')), (memoryview(b'line\nnext'),), (b'text', 7), (None,), ('text',)):
    for stream in Stream, Reader:
        attempt(io.TextIOWrapper(stream(*parts), encoding='utf-8').readline)
        attempt(io.TextIOWrapper(stream(*parts), encoding='utf-8').read, 1)
