# json.dumps over _json: every option, subclasses, keys, errors, default, circles, encoders made by
# hand.
import collections
import enum
import json
from _json import encode_basestring, encode_basestring_ascii, make_encoder


def show(f, *args, **kwargs):
    try:
        print(ascii(f(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__, ascii(e.args), e.__cause__, e.__context__)


everything = ''.join(map(chr, range(300))) + '\u2028\ud7ff\ud800\udfff\uffff\U00010000\U0010ffff'
for f in (encode_basestring, encode_basestring_ascii):
    for text in ('', 'a', 'abc', 'a' * 40, 'a"b', '\\', 'abcdefgh"ijklmnop\\', 'x' * 40000 + '\n', 'é', 'aé' * 30,
                 '\u4e2d\u6587', 'a\U0001f600b' * 20, everything, 'abcdefg\x7f', '\x80'):
        result = f(text)
        print(len(result), ascii(result) if len(result) < 5000 else ascii(result[-20:]), json.loads(result) == text)
    show(f, 5)
    show(f)


class Text(str):
    def __str__(self):
        return 'wrong'


class Whole(int):
    def __repr__(self):
        return 'wrong'


class Real(float):
    def __repr__(self):
        return 'wrong'


class Row(list):
    def __iter__(self):
        return iter(['from __iter__', len(self)])


class Pair(tuple):
    pass


class Table(dict):
    def items(self):
        return [('b', 1), ('a', 2)]

    def __len__(self):
        return 0


class Colour(enum.IntEnum):
    RED = 1


Point = collections.namedtuple('Point', 'x y')
values = [None, True, False, 0, -1, 10 ** 17, -10 ** 17, 4611686018427387904, -4611686018427387904, 2 ** 64, -10 ** 50,
          0.0, -0.0, 1.0, 1e16, 1e22, 1.5e-7, 5e-324, 1.7976931348623157e308, 0.1, 1 / 3, '', 'text', [], [[]], (), {},
          [1], (1,), [1, 2.5, 'three', None], {'a': 1}, {'a': {}, 'b': []}, Text('t"'), Whole(5), Real(2.5), Row(),
          Row([1]), Pair(), Pair([1]), Table(), Table(a=5), Colour.RED, Point(1, 2), True + 0, collections.OrderedDict(b=1, a=2),
          collections.defaultdict(int, x=1), collections.Counter('aab'), {'nested': [{'deep': ({},)}]},
          {str(i): i for i in range(20)}]
for value in values:
    show(json.dumps, value)
show(json.dumps, values)
show(json.dumps, values, separators=(',', ':'))
show(json.dumps, {'v': values}, separators=('\u4e2d', '\xe9'), ensure_ascii=False)
show(json.dumps, ['é', '\u4e2d', '\U0001f600', 'a'], ensure_ascii=False)
show(json.dumps, ['a', 'é'], ensure_ascii=False)
show(json.dumps, values[:20], indent=2)

# floats that are no JSON
for value in (float('nan'), float('inf'), -float('inf')):
    for document in (value, [value], {value: 1}, {'a': value}, Real(value)):
        show(json.dumps, document)
        show(json.dumps, document, allow_nan=False)
show(json.dumps, 10 ** 5000)
show(json.dumps, {10 ** 5000: 1})

# keys
keys = {'a': 0, 1: 1, 2.5: 2, True: 3, None: 4, False: 5, 10 ** 30: 6, Text('é'): 7, Whole(9): 8, Real(0.5): 9, Colour.RED: 10}
show(json.dumps, keys)
show(json.dumps, {**keys, (1, 2): 11})
show(json.dumps, {**keys, (1, 2): 11}, skipkeys=True)
show(json.dumps, {(1, 2): 11, b'a': 5}, skipkeys=True)
show(json.dumps, keys, sort_keys=True)
show(json.dumps, {'b': 1, 'a': 2, 'c': {'z': 1, 'y': 2}, '\xe9': 1, '\u4e2d': 0}, sort_keys=True)
show(json.dumps, {2: 'two', 1.5: 'more', 10: 'ten', True: 'true'}, sort_keys=True)
show(json.dumps, Table(x=1), sort_keys=True)
show(json.dumps, {None: 1, 'a': 2}, sort_keys=True)
show(json.dumps, {(2,): 1, (1,): 2}, sort_keys=True, skipkeys=True)


# items() of all kinds
def dict_with_items(items):
    return type('Table', (dict,), {'items': items})(a=1)


for items in (lambda self: [1], lambda self: [(1, 2)], lambda self: [[1, 2]], lambda self: 3, lambda self: (('x', 2),),
              lambda self: {('y', 3): 1}, lambda self: iter([Pair((1, 2))]), lambda self: [(1, 2, 3)], lambda self: [],
              lambda self: 1 / 0, lambda self: [(b'a', 1)], 5):
    show(json.dumps, dict_with_items(items))
    show(json.dumps, dict_with_items(items), skipkeys=True)


class NotIterable(list):
    __iter__ = None


show(json.dumps, NotIterable())
show(json.dumps, type('Failing', (tuple,), {'__iter__': lambda self: 1 / 0})())


# default
class Other:
    pass


show(json.dumps, Other())
show(json.dumps, [1, {2}, b'x'])
show(json.dumps, {'a': 1j})
show(json.dumps, [Other(), {'a': Other()}, {1}], default=lambda o: 'set' if isinstance(o, set) else {'other': [{3}]})
show(json.dumps, [Other()], default=lambda o: 1 / 0)
show(json.dumps, [Other()], default=lambda o: [o])
show(json.dumps, [Other()], default=lambda o: o)
show(json.dumps, Other(), default=5)

# circles
circle = []
circle.append(circle)
show(json.dumps, circle)
circle = {}
circle['a'] = [circle]
show(json.dumps, circle)
show(json.dumps, [1, (2, [circle])])
shared = [1]
show(json.dumps, [shared, shared, {'a': shared, 'b': (shared,)}])
try:
    json.dumps(circle, check_circular=False)
except RecursionError as e:
    print('RecursionError', str(e)[:32])


# encoders
def encoder(markers=None, default=None, encoder=encode_basestring_ascii, indent=None, key_separator=': ',
            item_separator=', ', sort_keys=False, skipkeys=False, allow_nan=True):
    return make_encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)


e = encoder(indent=2, sort_keys=[1], skipkeys=())
print(type(e), repr(e).split(' at ')[0], e.markers, e.default, e.encoder is encode_basestring_ascii, e.indent,
      ascii(e.key_separator), ascii(e.item_separator), e.sort_keys, e.skipkeys, hasattr(e, 'allow_nan'))
show(e, [1, {'b': 1, 'a': 2}], 0)
show(e, obj=[], _current_indent_level=3)
show(e)
show(e, 1)
show(e, 1, 2, 3)
show(e, 1, 'x')
show(e, 1, 2.5)
show(e, 1, 10 ** 30)
for name in ('markers', 'sort_keys', 'other'):
    show(setattr, e, name, 3)
    show(delattr, e, name)
show(make_encoder)
show(make_encoder, 1, 2, 3, 4, '5', '6', 7, 8, 9)
show(make_encoder, 1, 2, 3, 4, 5, '6', 7, 8, 9)
show(make_encoder, None, 2, 3, 4, '5', None, 7, 8, 9)
show(make_encoder, {}, 2, 3, 4, '5', '6', 7, 8, 9, 10)
show(make_encoder, {}, 2, 3, 4, '5', '6', 7, 8)
calls = []


def custom(text):
    calls.append(text)
    return Text('<%s>' % text)


show(encoder(encoder=custom), ['a', {'b': 'c', 1: 2, 1.5: None, True: False, None: 'd'}], 0)
print(calls)
show(encoder(encoder=lambda text: 3), ['a'], 0)
show(encoder(encoder=lambda text: 3), {'a': 1}, 0)
show(encoder(encoder=lambda text: 3), {3: 1}, 0)
show(encoder(encoder=lambda text: 1 / 0), 'a', 0)
show(encoder(encoder=None), 'a', 0)
show(encoder(encoder=encode_basestring), 'é\u4e2d"', 0)
show(encoder(encoder=len), 'é', 0)
show(encoder(key_separator=Text(' = '), item_separator=Text('; \u4e2d')), {'a': [1, 2], 'b': 3}, 0)
show(encoder(allow_nan=False), float('nan'), 0)

# markers: empty afterwards, but for what failed
markers = {}
e = encoder(markers, default=lambda o: [1, {'a': 2}])
show(e, [{'a': ()}, Other(), {}], 0)
print(markers)
show(encoder(markers), [{'a': circle}], 0)
print(len(markers), sorted(type(v).__name__ for v in markers.values()), set(map(id, markers.values())) == set(markers))
markers.clear()
try:
    encoder(markers, default=lambda o: markers.clear())([Other()], 0)
except KeyError as e:
    print('KeyError', type(e.args[0]))
try:
    class Derived(make_encoder):
        pass
except TypeError as e:
    print(e)
