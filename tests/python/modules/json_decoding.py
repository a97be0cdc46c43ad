# json.loads over _json: strings and their escapes, numbers, errors with positions, hooks, the
# identity of keys, scanners made by hand.
import json
import sys
from _json import make_scanner, scanstring
from json.decoder import JSONDecodeError, JSONDecoder


def show(f, *args, **kwargs):
    try:
        print(ascii(f(*args, **kwargs)))
    except JSONDecodeError as e:
        print('JSONDecodeError', ascii(e.msg), e.pos, e.lineno, e.colno, e.doc is args[0])
    except Exception as e:
        print(type(e).__name__, ascii(e.args), e.__cause__, e.__context__)


# scanstring
for text in ('abc"', '"', 'a\\"b\\\\c\\/d\\b\\f\\n\\r\\te"', '\\u0041\\u00e9\\u4e2D"',
             '\\ud83d\\ude00"', '\\ud83d"', '\\ud83d\\u0041"', '\\ude00\\ud83d"', '\\ud83d\\ud83d\\ude00"',
             'é"', '\u4e2d\u6587 \\u00ff"', '\U0001f600\\n"', 'x' * 50 + '\\t' + 'y' * 50 + '"',
             'a', '', '\\', '\\"', '\\x"', '\\u', '\\u123"', '\\u12g4"', '\\u1234', '\\u123\xe9"',
             '\\ud83d\\', '\\ud83d\\u', '\\ud83d\\u12"', '\\ud83d\\u12x4"', '\\ud83d\\n"', '\\ud83d\\uXXXX"',
             'a\x00b"', 'a\nb"', 'abcdefgh\x1fi"', '\x7f"', '\u4e2d\x01"', '\\\n"', '\\u 123"', '\\u+123"'):
    show(scanstring, '"' + text, 1)
    show(scanstring, '"' + text, 1, False)
show(scanstring, 'abc"', 0)
show(scanstring, 'abc', 0)
show(scanstring, 'abc', 4)
show(scanstring, 'abc', -1)
show(scanstring, b'abc', 1)
show(scanstring, 'a"', 0, [])
show(scanstring, 'a\n"', 0, 0)
show(scanstring, 'a\n"', 0, True)
show(scanstring, 'a"', 'b')
show(scanstring, 'a"', 10 ** 30)
show(scanstring, 'a"')
show(scanstring, 'a"', 0, 1, 2)
show(scanstring, 'a"', end=0)

for count in (1, 31, 32, 33, 63, 64, 65, 66, 127, 128, 129, 500):
    for part in ('\n', 'é\t', '\u4e2d', '\U0001f600', 'a\n\xff', '\\' + 'b' * 40, '"\ud800'):
        text = part * count + 'c' * count + '\x01' + part
        for dumped in (json.dumps(text), json.dumps(text, ensure_ascii=False)):
            if json.loads(dumped) != text or scanstring(dumped, 1) != (text, len(dumped)):
                print('differs', count, ascii(part))

# numbers
for text in ('0', '-0', '7', '-12', '01', '-', '-a', '+1', '1.5', '-0.0', '1.', '.5', '1.e5', '1e5', '1E+05',
             '1e', '1e+', '1e-', '12e-3x', '123456789012345678', '-1234567890123456789',
             '4611686018427387904', '18446744073709551616', '18446744073709551616.0', '9007199254740993.0',
             '9007199254740992.5', '0.1', '123.456e-7', '3.141592653589793', '2.718281828459045e-10',
             '1e22', '1e23', '8.5e-24', '1.7976931348623157e308', '1e309', '-1e309', '5e-324', '1e-400',
             '0.000000000000000000000000000', '0.30000000000000004', '1e99999999999', '0e-99999999999',
             '1' * 30 + '.' + '1' * 30, '0.' + '0' * 30 + '1', 'NaN', 'Infinity', '-Infinity', 'Nan', '-Infinit',
             'true', 'false', 'null', 'tru', 'nulL', 'falsee', '', ' ', '\u4e2d'):
    show(json.loads, text)
    show(json.loads, '["\u4e2d",' + text + ']')
    show(json.loads, '[' + text)
    show(json.loads, text, parse_float=lambda t: ('float', t), parse_int=lambda t: ('int', t),
         parse_constant=lambda t: ('constant', t))
show(json.loads, '1' * 5000)
print(json.loads('1' * 4300) == int('1' * 4300))
show(json.loads, '[1, 2]', parse_int=float)
show(json.loads, '[1.5]', parse_float=str)
show(json.loads, '[1.5]', parse_float=5)

# structure
for text in ('[]', '{}', '[ ]', '{\n}', '[1,]', '[1 2]', '[,1]', '[', '[1', '[1,', '[1 ', '[}', '{]', '{',
             '{"a"', '{"a" ', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a" 1}', '{"a":}', '{1:2}', '{a:1}',
             '{"a":1 "b":2}', '{"a":1,"a":2}', ' \t\r\n[ \t\r\n1 \t\r\n, \t\r\n{ \t"a" \n: \r1 } ] \n',
             '[1]\x0b', '[\x0c1]', '[1]x', '[1]\n\n  x', '"a" "b"', '[\n1,\n\n  x]', '["a\nb"]', '[[[[1]]]]',
             '\ufeff[1]', '[\u00a01]', '{"\u4e2d":"\u6587", "e":[null,true,false]}', '{"a":"\\x"}', '[1,\0]'):
    show(json.loads, text)
show(json.loads, b'\xff\xfe[\x001\x00]\x00')
show(json.loads, '[1, 2]x', strict=False)

# hooks
text = '{"a": {"b": [1, {}]}, "a": 2, "c": {"a": null}}'
show(json.loads, text, object_hook=lambda d: ('hook', list(d.items())))
show(json.loads, text, object_pairs_hook=lambda pairs: ('pairs', pairs))
show(json.loads, text, object_hook=len, object_pairs_hook=tuple)
show(json.loads, text, object_hook=lambda d: 1 / 0)
show(json.loads, text, object_pairs_hook=5)
show(json.loads, '[1, {"a": StopIteration}]')


def stop(pairs):
    raise StopIteration(3)


show(json.loads, '{"a": 1}x', object_pairs_hook=stop)

# the keys of one document are one object each
key = 'key of some length'
first, second = json.loads('[{"%s": 1}, {"%s": 2}]' % (key, key))
print(list(first)[0] is list(second)[0], list(first)[0] == key)
wide = json.loads('[{"\u4e2d\u6587": 1}, {"\\u4e2d\u6587": 2}, {"\xe9\xe9": 3}, {"\\u00e9\xe9": 4}]')
print([ascii(list(d)[0]) for d in wide], list(wide[0])[0] is list(wide[1])[0],
      list(wide[2])[0] is list(wide[3])[0])
many = json.loads('[%s]' % ','.join('{"key number %d": 0, "%s": 1}' % (i % 700, 'x' * 300) for i in range(1400)))
print(all(a.keys() == b.keys() for a, b in zip(many, many[700:])),
      all(x is y for a, b in zip(many, many[700:]) for x, y in zip(a, b)))
decoder = JSONDecoder()
keys = [list(decoder.decode('{"another key": 1}'))[0] for _ in range(2)]
print(keys[0] is keys[1])
values = json.loads('["some value", "some value"]')
print(values[0] is values[1])


# scanners
class Context:
    pass


context = Context()
for name in ('strict', 'object_hook', 'object_pairs_hook', 'parse_float', 'parse_int', 'parse_constant'):
    show(make_scanner, context)
    setattr(context, name, None)
scanner = make_scanner(context)
print(scanner.strict, scanner.object_hook, scanner.object_pairs_hook, scanner.parse_float, scanner.parse_int,
      scanner.parse_constant)
for text in ('1', '1.5', 'NaN', '{"a": "b"}', '"\n"'):
    show(scanner, text, 0)
context.strict = [1]
context.object_hook = 5
scanner = make_scanner(context=context)
print(scanner.strict, scanner.object_hook)
show(scanner, '"\n"', 0)
show(scanner, '{}', 0)
context.strict = None
del context.parse_int
show(make_scanner, context)
scanner = decoder.scan_once
print(type(scanner), repr(scanner).split(' at ')[0], type(scanner) is make_scanner)
show(scanner, 'x[1]', 1)
show(scanner, string='x[1]', idx=2)
show(scanner, '[1]', 3)
show(scanner, '[1]', 30)
show(scanner, '[1]', -1)
show(scanner, '[1]', 10 ** 30)
show(scanner, '[1]', 0.0)
show(scanner, b'[1]', 0)
show(scanner, '[1]')
show(scanner, '[1]', 0, 0)
show(make_scanner)
show(make_scanner, 1, 2)
show(setattr, scanner, 'strict', True)
show(delattr, scanner, 'parse_int')
show(setattr, scanner, 'x', 1)
try:
    class Derived(make_scanner):
        pass
except TypeError as e:
    print(e)


class Text(str):
    def __getitem__(self, key):
        return 'no'

    def __len__(self):
        return 1


show(scanner, Text('["abc"]'), 0)
show(scanstring, Text('abc"'), 0)
