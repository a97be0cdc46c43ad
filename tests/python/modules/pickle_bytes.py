# The bytes of pickles, for every protocol: opcodes, short forms, numbers in the memo, batches of a
# thousand, frames; and that what is loaded is pickled to the same length again.
import collections
import copyreg
import dataclasses
import enum
import functools
import hashlib
import pickle
import sys


class Plain:
    def __init__(self, x):
        self.x = x
        self.y = [x]
        self.name = 'abc'


class Empty:
    pass


class Slots:
    __slots__ = ('first', 'second')

    def __init__(self):
        self.first = 1
        self.second = 'qq'


class SlotsAndDict(Slots):
    pass


class List(list):
    pass


class Dict(dict):
    pass


class Tuple(tuple):
    pass


class State:
    def __getstate__(self):
        return ('state', 5)

    def __setstate__(self, state):
        self.state = state


class NewArgs:
    def __new__(cls, *args, **kwargs):
        return object.__new__(cls)

    def __getnewargs__(self):
        return (1, 'two')


class NewArgsEx(NewArgs):
    def __getnewargs_ex__(self):
        return (1,), {'key': 2}


class OldReduce:
    def __reduce__(self):
        return list, ((1, 2),), None, iter([3, 4, 5])


class Setter:
    def __reduce__(self):
        return Setter, (), {'a': 1}, None, None, set_state


def set_state(target, state):
    target.__dict__.update(state)


@dataclasses.dataclass
class Data:
    number: int
    text: str


Point = collections.namedtuple('Point', 'x y')


class Colour(enum.Enum):
    RED = 1


class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    class Nested:
        def method(self):
            pass


recursive_list = [1]
recursive_list.append(recursive_list)
recursive_tuple = ([],)
recursive_tuple[0].append(recursive_tuple)
long_recursive_tuple = (1, 2, 3, [], 5)
long_recursive_tuple[3].append(long_recursive_tuple)
recursive_dict = {}
recursive_dict[1] = recursive_dict
recursive_instance = Plain(1)
recursive_instance.me = recursive_instance
recursive_subclass = List([1, 2])
recursive_subclass.me = recursive_subclass
recursive_set_item = Empty()
recursive_frozenset = frozenset([recursive_set_item])
recursive_set_item.it = recursive_frozenset
shared = ['shared']
vars_taken = Plain(3)
vars_taken_dict = vars_taken.__dict__
deleted = Plain(4)
del deleted.x
deleted.zz = 1
many = Empty()
for i in range(30):
    setattr(many, 'attribute%d' % i, i)
thousand = Empty()
for i in range(1000):
    setattr(thousand, 'attribute%d' % i, i)

OBJECTS = [
    None, True, False, 0, 1, -1, 255, 256, 65535, 65536, -2**31, -2**31 - 1, 2**31 - 1, 2**31, 2**63, 2**64, -2**63,
    -128 << 56, -255 << 64, 2**2000, -2**2039, 2**2040, 1.5, -0.0, float('inf'), 1e-300, 0.1,
    '', 'abc', 'h\xe9', '\u4e2d', '\U0001f600', '\ud800', 'aa\n\\\r\0\x1a', 'x' * 255, 'x' * 256, 'x' * 70000,
    b'', b'abc', b'\xff\n', b'x' * 256, b'y' * 70000, bytearray(), bytearray(b'abc'), bytearray(70000),
    [], [1], [1, 2], (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), {}, {1: 2}, {1: 2, 'aa': []}, set(), {1}, {1, 2, 3},
    frozenset(), frozenset([1, 2]), list(range(1000)), list(range(1001)), list(range(2500)), dict.fromkeys(range(999)),
    dict.fromkeys(range(1000)), dict.fromkeys(range(2001)), set(range(1000)), frozenset(range(1001)),
    Plain(1), [Plain(1), Plain(2), Plain('zz')], Empty(), [Empty(), Empty()], Slots(), SlotsAndDict(), List([1, 2]),
    Dict(aa=1), Tuple((1, 2)), State(), NewArgs(), NewArgsEx(), OldReduce(), Setter(), Data(1, 'xx'), [Data(1, 'xx')] * 2,
    Point(1, 2), Colour.RED, [Colour.RED, Colour.RED], WithMeta, WithMeta(), WithMeta.Nested, WithMeta.Nested.method,
    WithMeta.Nested().method, recursive_list, recursive_tuple, long_recursive_tuple, recursive_dict, recursive_instance,
    recursive_subclass, recursive_frozenset, recursive_set_item, [shared, shared, (shared, shared)],
    [vars_taken, vars_taken_dict], deleted, many, thousand, int, [int, str, int], type(None), type(...),
    type(NotImplemented), NotImplemented, ..., len, [len, int, print, 'builtins'], sys.exit, str.join, [].append, 'ab'.join, (1).__add__,
    int.__add__, str.maketrans, dict.fromkeys, collections.OrderedDict(aa=1), collections.deque([1, 2], 5),
    collections.defaultdict(list, {1: [2]}), collections.Counter('aab'), range(10), slice(1, 2), complex(1, 2),
    ValueError('xx'), KeyError(1, 2), OSError(2, 'no'), functools.partial(int, base=2), iter([1, 2]), iter((1, 2)),
    iter({1: 2}), reversed([1, 2]), enumerate(['aa']), zip([1], [2]), ['x' * 70000, 1, b'q' * 70000, 2],
    [str(i) for i in range(20000)], ['aa', 'bb'] * 300, [{'name': 'n%d' % i, 'value': i} for i in range(300)],
    [['item %d' % (i // 2)] for i in range(400)], {'k%d' % i: 'k%d' % (i // 2) for i in range(500)},
    [(i, 'tt', (i,)) for i in range(200)], copyreg.__newobj__, object(), object, type, super,
]

for number, value in enumerate(OBJECTS):
    for protocol in range(6):
        try:
            data = pickle.dumps(value, protocol)
            loaded = pickle.loads(data)
            again = len(pickle.dumps(loaded, protocol)) == len(data)
            shown = data if len(data) < 60 else (len(data), hashlib.sha1(data).hexdigest())
            print(number, protocol, shown, type(loaded).__name__, again)
        except Exception as e:
            print(number, protocol, type(e).__name__, e)

print(pickle.loads(pickle.dumps(Plain(7))).__dict__)
print(pickle.loads(pickle.dumps(SlotsAndDict())).second, vars(pickle.loads(pickle.dumps(Setter()))))
loaded = pickle.loads(pickle.dumps(recursive_list))
print(loaded[1] is loaded)
loaded = pickle.loads(pickle.dumps(recursive_tuple))
print(loaded[0][0] is loaded)
loaded = pickle.loads(pickle.dumps(recursive_subclass))
print(loaded.me is loaded, type(loaded).__name__)
loaded = pickle.loads(pickle.dumps([shared, shared]))
print(loaded[0] is loaded[1])
loaded = pickle.loads(pickle.dumps([vars_taken, vars_taken_dict]))
print(loaded[0].__dict__ == loaded[1])
