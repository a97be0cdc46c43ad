# Handlers of decoding errors that put other bytes in place of the input, or go on early.
import codecs


def replaced(error):
    error.object = b'\x00' * 8
    return '\ufffd', error.start


def early(error):
    return '\ufffd', error.start + 1


codecs.register_error('test.replaced', replaced)
codecs.register_error('test.early', early)
print(ascii(b'\xd8\xd8\xd8\xd8\xd8\x00\x00\x00'.decode('utf-16-le', 'test.early')))
print(ascii(b'\x00\xff'.decode('utf-16-be', 'ignore')))
for codec in ('utf-16-le', 'utf-32-be', 'utf-8', 'ascii'):
    print(ascii(b'\x00\xd8\xff\xff\xff'.decode(codec, 'test.replaced')))


def wrong(error):
    error.object = 'text'
    return '', error.end


codecs.register_error('test.wrong', wrong)
try:
    b'\xff'.decode('utf-8', 'test.wrong')
except TypeError as error:
    print(error)

# Cookies of encodings that are written in Python.
source = '# -*- coding: koi8-r -*-\nprint(ascii("Привет"))\n'.encode('koi8-r')
exec(compile(source, 'source', 'exec'))
for name in ('cp1252', 'iso8859-15', 'nosuch'):
    try:
        exec(compile(('# coding: %s\nprint(ascii("\xe9\xa4"))' % name).encode('latin-1'), 'f', 'exec'))
    except SyntaxError as error:
        print(error)
