# Buffered streams over raw streams of the program's own, and over sockets.
import io
import socket


class Raw(io.RawIOBase):
    def __init__(self, pieces):
        self.pieces = list(pieces)
        self.written = []

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return False

    def readinto(self, buffer):
        if not self.pieces:
            return 0
        piece = self.pieces.pop(0)
        if piece is None:
            return None
        buffer[:len(piece)] = piece
        return len(piece)

    def write(self, data):
        self.written.append(bytes(data))
        return min(len(data), 4)


reader = io.BufferedReader(Raw([b'abc', b'de\nf', b'g\n', None, b'h']))
print(reader.read(2), reader.peek(), reader.readline(), reader.readline(), reader.read(5))
print(reader.read(), reader.read(), reader.readable(), reader.closed, type(reader.raw).__name__)
print(io.BufferedReader(Raw([None])).read(1))
print(io.BufferedReader(Raw([b'xy', b'z'])).read1(2))
buffer = bytearray(5)
print(io.BufferedReader(Raw([b'12', b'345', b'6'])).readinto(buffer), buffer)
print(io.BufferedReader(Raw([b'12', b'345', b'6'])).readinto1(buffer), buffer)

raw = Raw([])
writer = io.BufferedWriter(raw)
print(writer.write(b'0123456789'), raw.written)
writer.flush()
print(raw.written)
writer.write(b'end')
print(writer.detach() is raw, raw.written[-1])
for use in (writer.flush, writer.detach, lambda: writer.write(b'x')):
    try:
        use()
    except ValueError as error:
        print(error)

text = io.TextIOWrapper(io.BufferedReader(Raw(['grün\r\nblau'.encode()])), encoding='utf-8')
print(text.readlines())
with io.TextIOWrapper(io.BufferedWriter(Raw([]))) as text:
    text.write('hello')
    raw = text.buffer.raw
print(raw.written, raw.closed, text.closed)

pair = io.BufferedRWPair(Raw([b'question\n']), raw := Raw([]))
print(pair.readline(), pair.write(b'answer'), pair.flush(), raw.written)
for wrong in (lambda: io.BufferedRandom(Raw([])), lambda: io.BufferedReader(io.RawIOBase()),
              lambda: io.BufferedWriter(io.RawIOBase()), lambda: io.BufferedReader(Raw([]), 0)):
    try:
        wrong()
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)

left, right = socket.socketpair()
with left, right, left.makefile('rw') as stream:
    right.sendall(b'first\nsecond\n')
    print(repr(stream.readline()), repr(stream.readline()))
    stream.write('reply')
    stream.flush()
    print(right.recv(10))


# A raw stream that turns to its buffered file while that waits for it.
class Turning(Raw):
    def readinto(self, buffer):
        for use in (owner.close, owner.detach, owner.read, lambda: owner.__init__(Raw([]))):
            try:
                use()
            except (RuntimeError, ValueError):
                pass
        return 0


owner = io.BufferedReader(Turning([]))
try:
    print(owner.read(3), owner.closed)
except (RuntimeError, ValueError) as error:
    print(type(error).__name__)
text = io.TextIOWrapper(io.BufferedReader(Raw([None])))
try:
    text.read()
except (TypeError, OSError) as error:
    print(type(error).__name__)
