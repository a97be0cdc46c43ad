# _json by itself, with every kind of value and failure in little code, and no more imports than
# needed: also for runs in which each allocation fails.
import sys
from _json import encode_basestring, encode_basestring_ascii, make_encoder, make_scanner, scanstring


class JSONDecodeError(ValueError):
    pass


sys.modules['json.decoder'] = type(sys)('json.decoder')
sys.modules['json.decoder'].JSONDecodeError = JSONDecodeError


class Context:
    strict = True
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, str.lower


class Other:
    pass


def show(f, *args):
    try:
        print(ascii(f(*args)))
    except MemoryError:
        raise
    except Exception as e:
        print(type(e).__name__, ascii(e.args[:1]))


scanner = make_scanner(Context)
document = ('{"key": [1, -2.5, 1e300, 12345678901234567890123, 0.1234567890123456789012, NaN], "other": {"key": "te\\u0078t", '
            '"\\u00e9": "\\ud83d\\ude00 and more"}, "": [[], {}, null, true, "%s"]}' % ('long ' * 20))
show(scanner, document, 0)
show(scanner, document.replace('and', '\u4e2d'), 0)
show(scanner, '[%s]' % ','.join('{"key%d": %d}' % (i, i) for i in range(40)), 0)
for text in ('{"a": 1, "b"}', '[{"a": [1', '["a\\x"]', '[1, x]', '[-]', '\u4e2d', '["\\ud83d'):
    show(scanner, text, 0)
Context.object_hook = lambda d: list(d)
show(make_scanner(Context), document, 0)
Context.object_pairs_hook = lambda pairs: pairs
Context.parse_float = Context.parse_int = lambda text: (text,)
show(make_scanner(Context), document, 0)
show(scanstring, 'plain text"', 0)
show(scanstring, 'a\\n\u4e2d"', 0)
show(encode_basestring, 'a"\x01\u4e2d\U0001f600' * 9)
show(encode_basestring_ascii, 'a"\x01\u4e2d\U0001f600' * 9)


class Row(list):
    def __iter__(self):
        return iter('ab')


class Table(dict):
    def items(self):
        return [('x', 1)]


def encode(value, markers=None, default=None, encoder=encode_basestring_ascii, sort_keys=False, allow_nan=True):
    encoder = make_encoder(markers, default, encoder, None, ': ', ', ', sort_keys, False, allow_nan)
    return ''.join(encoder(value, 0))


value = {'a': [1, 2.5, 10 ** 40, 'text' * 30, None, True], 'b': ({}, [], Row(), Table(x=2)), 'é': 'é\u4e2d', 1: 2, 1.5: float('inf'),
         None: -1, **{'k%d' % i: i for i in range(20)}}
show(encode, value)
show(encode, value, {})
show(encode, value, {}, None, encode_basestring)
show(encode, value, {}, None, repr)
show(encode, {'b': 1, 'a': {'d': 1, 'c': 2}}, {}, None, encode_basestring_ascii, True)
show(encode, [Other(), {'x': Other()}], {}, lambda o: {'other': [1]})
show(encode, [1, {'x': Other()}], {}, lambda o: 1 / 0)
show(encode, value, {}, None, len)
show(encode, [1, float('nan')], {}, None, encode_basestring, False, False)
show(encode, {(1, 2): 3})
