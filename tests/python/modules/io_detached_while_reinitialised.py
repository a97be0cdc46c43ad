# A raw stream that detaches itself from a buffered file which is being given another one. What the
# operations then say is the implementation's business; they say something.
import io


class Raw(io.RawIOBase):
    detaches = False

    def readable(self):
        return True

    seekable = writable = readable

    def seek(self, *args):
        self.detach_once()
        return 0

    def tell(self):
        self.detach_once()
        return 0

    def flush(self):
        self.detach_once()

    def detach_once(self):
        if Raw.detaches:
            Raw.detaches = False
            attempt(buffered.detach)


def attempt(function, *args):
    try:
        function(*args)
    except (ValueError, io.UnsupportedOperation):
        pass


for base in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom):
    buffered = base(Raw())
    Raw.detaches = True
    attempt(buffered.__init__, io.BytesIO(b'bytes'))
    Raw.detaches = False
    for operation in ('close', 'flush', 'tell', 'close'):
        attempt(getattr(buffered, operation))
    print(base.__name__, 'goes on')
