# What the abstract bases of io refuse, and what they answer after closing.
import io
import os


def attempt(label, function, *args):
    try:
        print(label, repr(function(*args)))
    except Exception as error:
        print(label, type(error).__name__, error.args)


class Raw(io.RawIOBase):
    pass


class Buffered(io.BufferedIOBase):
    pass


class Text(io.TextIOBase):
    pass


for base in (Raw, Buffered, Text):
    stream = base()
    for name, *args in (('read',), ('read', 1), ('readall',), ('readline',), ('read1',),
                        ('readinto', bytearray(1)), ('readinto1', bytearray(1)), ('write', b'a'),
                        ('detach',), ('seek', 0), ('tell',), ('isatty',)):
        if hasattr(stream, name):
            attempt(f'{base.__name__}.{name}', getattr(stream, name), *args)
    for name in ('encoding', 'errors', 'newlines'):
        print(name, getattr(stream, name, 'missing'))
    stream.close()
    for name in ('readable', 'writable', 'seekable', 'isatty', 'flush', '__enter__'):
        attempt(f'closed {base.__name__}.{name}', getattr(stream, name))

text = io.StringIO('ab')
text.close()
for name in ('read', 'readline', 'getvalue', 'tell', 'readable', 'writable', 'seekable', 'isatty',
             'flush', 'close', '__iter__', '__next__', 'truncate', '__enter__'):
    attempt(f'closed StringIO.{name}', getattr(text, name))
attempt('closed StringIO.write', text.write, 'a')
attempt('closed StringIO.line_buffering', lambda: text.line_buffering)
attempt('closed StringIO.encoding', lambda: text.encoding)
data = io.BytesIO(b'ab')
data.close()
print(iter(data) is data)
attempt('next of a closed BytesIO', next, data)

# A file descriptor that is not open, or a directory's.
attempt('open', open, 987654)
attempt('FileIO', io.FileIO, 987654)
directory = os.open('.', os.O_RDONLY)
try:
    open(directory)
except IsADirectoryError as error:
    print(error.filename == directory, error.strerror)
os.close(directory)
