# An error of a codec is raised again under the codec's name, where that loses nothing.
import codecs


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except BaseException as error:
        print(type(error).__name__, error, repr(error.__cause__), error.__suppress_context__)


attempt(codecs.decode, b'zz', 'hex')
attempt(codecs.encode, 'a', 'hex')
attempt(codecs.decode, 1, 'utf-8')
attempt(codecs.decode, b'!', 'punycode')
attempt(('a' * 70).encode, 'idna')
attempt('é'.encode, 'ascii')
attempt(b'\xff'.decode, 'idna')


class Plain(Exception):
    pass


class WithInit(Exception):
    def __init__(self, text):
        super().__init__(text)


noted = ValueError('noted')
noted.add_note('a note')
with_attribute = ValueError('with an attribute')
with_attribute.detail = 1


def fail(*args):
    raise error


codecs.register(lambda name: codecs.CodecInfo(fail, fail, name=name) if name == 'fails' else None)
for error in (ValueError('text'), ValueError(), ValueError('two', 'texts'), ValueError(1), noted,
              with_attribute, Plain('text'), WithInit('text'), OSError('text'), KeyError('key'),
              LookupError('text'), UnicodeError('text'), AttributeError('text'),
              StopIteration('text'), SystemExit('text'), MemoryError('text')):
    attempt(codecs.encode, 'a', 'fails')
    attempt(b'a'.decode, 'fails')
