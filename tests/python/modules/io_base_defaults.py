# What IOBase does for its subclasses: closing at the end, readinto, checks; text files with an
# __init__ of their own; unfinished objects.
import io
import os
import signal


class Stream(io.RawIOBase):
    def __del__(self):
        print('del')
        super().__del__()

    def close(self):
        print('close')
        super().close()

    def flush(self):
        print('flush')
        super().flush()


stream = Stream()
del stream


class Reader(io.BufferedIOBase):
    def read(self, size):
        return b'x' * min(size, 3)

    read1 = read


buffer = bytearray(5)
print(Reader().readinto(buffer), buffer, Reader().readinto1(buffer))
for check in (Reader()._checkReadable, Reader()._checkSeekable, Reader()._checkWritable):
    try:
        check()
    except io.UnsupportedOperation as error:
        print(error)


class Text(io.TextIOWrapper):
    def __init__(self, initial=''):
        super().__init__(io.BytesIO(), encoding='utf-8')
        self.initial = initial


text = Text('first')
text.write('grün')
text.flush()
print(text.buffer.getvalue(), text.initial, text._CHUNK_SIZE)
try:
    repr(io.TextIOWrapper.__new__(io.TextIOWrapper))
except ValueError as error:
    print(error)


class Next(io.IOBase):
    def __next__(self):
        return None


try:
    Next().readlines(1)
except TypeError as error:
    print(error)

# A signal to oneself is answered at once, also inside a write that waits.
signal.signal(signal.SIGUSR1, lambda *args: print('signal'))
try:
    os.kill(os.getpid(), signal.SIGUSR1)
finally:
    print('after')


def interrupt(number, frame):
    raise InterruptedError('from the handler')


signal.signal(signal.SIGALRM, interrupt)
reading, writing = os.pipe()
with open(writing, 'wb', buffering=0) as file:
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        file.write(b'x' * 1000000)
    except InterruptedError as error:
        print(error)
os.close(reading)
