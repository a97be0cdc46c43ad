# Code that runs while a pickle is made or loaded: it changes what is being pickled, uses the same
# pickler or unpickler again, raises, or drops what is in use. Nesting too deep, and huge numbers.
import collections
import gc
import io
import pickle
import re
import sys


def show(f, *args, **kwargs):
    try:
        print(re.sub('0x[0-9a-f]+', '0x', ascii(f(*args, **kwargs)))[:200])
    except Exception as e:
        print(type(e).__name__, ascii(str(e))[:200].split(' at 0x')[0])


class Calls:
    """Runs a function when it is pickled."""

    def __init__(self, function):
        self.function = function

    def __reduce__(self):
        self.function()
        return Made, ()


class Made:
    pass


# what is pickled changes
items = ['x%d' % i for i in range(5)]
items[2:2] = [Calls(lambda: items.clear())]
show(pickle.dumps, items)
items = ['y%d' % i for i in range(5)]
items[2:2] = [Calls(lambda: items.extend(['z%d' % len(items)] * 3))]
show(lambda: pickle.loads(pickle.dumps(items))[3:])
mapping = {'k%d' % i: ['v%d' % i] for i in range(5)}
mapping['k2'] = Calls(lambda: mapping.clear())
show(pickle.dumps, mapping)
mapping = {'k%d' % i: ['v%d' % i] for i in range(5)}
mapping['k2'] = Calls(lambda: mapping.update(new=1))
show(pickle.dumps, mapping)
group = {1, 2}
group.add(Calls(lambda: group.add(3)))
show(pickle.dumps, group)


class Instance:
    pass


instance = Instance()
instance.first = ['one%d' % 1]
instance.second = Calls(lambda: setattr(instance, 'fourth', 1))
instance.third = 'three%d' % 3
show(pickle.dumps, Instance())
show(pickle.dumps, instance)
instance.second = Calls(lambda: delattr(instance, 'third'))
show(pickle.dumps, instance)
instance.third = 'three%d' % 3
instance.second = Calls(lambda: instance.__dict__)
show(lambda: sorted(vars(pickle.loads(pickle.dumps(instance)))))
instance = Instance()
instance.second = Calls(lambda: vars(instance).clear())
instance.third = ['three%d' % 3]
show(pickle.dumps, instance)
# what was met once is met again, through other code
names = [['name%d' % i] for i in range(4)]


class Later:
    def __getstate__(self):
        return {'names': names[1], 'name': names[2][0]}


show(pickle.dumps, [names, Later()])
loaded = pickle.loads(pickle.dumps([names, Later()]))
print(loaded[0][1] is loaded[1].names, loaded[0][2][0] is loaded[1].name)


class Dies:
    def __del__(self):
        names.clear()
        gc.collect()


class Gives:
    def __reduce__(self):
        def generate():
            dies = Dies()
            yield [['inner%d' % 1]]
            yield ['last%d' % 1]
        return list, (), None, generate()


names = [['name%d' % i] for i in range(4)]
show(lambda: pickle.loads(pickle.dumps([names, Gives(), ['after%d' % 1]])))

# used again while in use
file = io.BytesIO()
pickler = pickle.Pickler(file)
for again in lambda: pickler.clear_memo(), lambda: setattr(pickler, 'memo', {}), lambda: pickler.memo.clear(), lambda: pickler.memo.copy():
    pickler.clear_memo()
    show(pickler.dump, [['a%d' % 1], Calls(again), ['b%d' % 1]])
print(len(file.getvalue()) > 0)


class Unpickler(pickle.Unpickler):
    action = None

    def find_class(self, module, name):
        Unpickler.action(self)
        return super().find_class(module, name)


data = pickle.dumps([['a'], Made(), ('b', Made), {'k': Made}])
for action in (lambda u: setattr(u, 'memo', {}), lambda u: u.memo.clear(), lambda u: u.memo.copy(), lambda u: gc.collect(), lambda u: 1 / 0):
    Unpickler.action = action
    show(Unpickler(io.BytesIO(data)).load)


class Hash:
    def __hash__(self):
        gc.collect()
        return 1

    def __eq__(self, other):
        return True


show(lambda: len(pickle.loads(pickle.dumps({Hash(): [1], Hash: [2]}))))
show(pickle.loads, pickle.dumps([{1: Hash()}, Hash()]) and b'}(]]u.')


class Input(io.BytesIO):
    def read(self, *args):
        gc.collect()
        return super().read(*args)

    def readline(self):
        raise KeyError('line')


show(pickle.load, Input(pickle.dumps(list(range(300)), 2)))
show(pickle.load, Input(pickle.dumps(list(range(300)), 0)))


class Output:
    def write(self, data):
        raise OSError('full')


show(pickle.dump, 1, Output())
show(pickle.dump, list(range(100000)), Output())
show(pickle.dump, ['x' * 100000], Output())

# garbage
pickler = pickle.Pickler(io.BytesIO())
pickler.persistent_id = lambda value, pickler=pickler: None
pickler.dump([pickler.persistent_id.__defaults__ and 1, [2]])
unpickler = pickle.Unpickler(io.BytesIO(data))
unpickler.load()
unpickler.persistent_load = lambda key, unpickler=unpickler: None
del pickler, unpickler
gc.collect()
loaded = pickle.loads(b']\x94h\x00a.')
del loaded
gc.collect()


# too deep
def nest(kind, n):
    value = kind()
    for _ in range(n):
        value = kind([value]) if kind is not dict else {1: value}
    return value


class Node:
    next = None


def chain(n):
    first = None
    for _ in range(n):
        node = Node()
        node.next = first
        first = node
    return first


for kind in list, tuple, dict, collections.deque, frozenset:
    for depth in 20, 5000:
        value = nest(kind, depth)
        for protocol in 0, 2, 4:
            try:
                print(kind.__name__, depth, protocol, len(pickle.dumps(value, protocol)) > depth)
            except RecursionError as e:
                print(kind.__name__, depth, protocol, 'RecursionError')
        while value:
            value = value[1] if kind is dict else next(iter(value))
for depth in 20, 5000:
    value = chain(depth)
    try:
        print(len(pickle.dumps(value)) > depth)
    except RecursionError as e:
        print(e)
    while value:
        value = value.next
deep = pickle.loads(b']' * 5000 + b'a' * 4999 + b'.')
depth = 0
while deep:
    deep = deep.pop()
    depth += 1
print(depth)
deep = pickle.loads(b')' + b'\x85' * 5000 + b'.')
while deep:
    deep = deep[0]
print(deep)

# huge numbers
for data in (b'X\xff\xff\xff\xffabc', b'B\xff\xff\xff\xffabc', b'T\xff\xff\xff\x7fabc', b'\x8b\xff\xff\xff\x7fabc', b'\x8d' + b'\xff' * 4 + b'\0' * 4, b'(' * 1000 + b'1' * 1000 + b'N.'):
    show(pickle.loads, data)
show(pickle.load, io.BytesIO(b'B\xff\xff\xff\x7fabc'))
for first in range(256):
    for second in range(0, 256, 5):
        for tail in b'', b'.', b'N.', b'abc\n.':
            try:
                pickle.loads(bytes([first, second]) + tail)
            except Exception as e:
                pass
print('end')
