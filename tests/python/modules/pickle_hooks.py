# Picklers and unpicklers with methods of their own: persistent ids, reducer_override, dispatch tables,
# find_class, the memo, fast mode, files that can peek or read into memory, buffers out of band.
import copyreg
import io
import pickle
import re
import _pickle


def show(f, *args, **kwargs):
    try:
        print(re.sub('0x[0-9a-f]+', '0x', ascii(f(*args, **kwargs))))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)).split(' at 0x')[0])


class Thing:
    def __init__(self, name):
        self.name = name


class Other:
    pass


def dumps(cls, value, protocol, **kwargs):
    file = io.BytesIO()
    cls(file, protocol, **kwargs).dump(value)
    return file.getvalue()


# persistent ids
class ById(pickle.Pickler):
    def persistent_id(self, value):
        return ('id', value.name) if isinstance(value, Thing) else None


class ByText(pickle.Pickler):
    def persistent_id(self, value):
        return value.name if isinstance(value, Thing) else None


class Finder(pickle.Unpickler):
    def persistent_load(self, key):
        return 'found', key


value = [Thing('aa'), {'k': Thing('aa')}, 'text', 'text']
for protocol in range(6):
    for cls in ById, ByText:
        data = dumps(cls, value, protocol)
        print(data)
        show(Finder(io.BytesIO(data)).load)
        show(pickle.loads, data)
show(dumps, ByText, Thing('\xe9'), 0)
show(Finder(io.BytesIO(b'P\xe9\n.')).load)


class Failing(pickle.Pickler):
    def persistent_id(self, value):
        raise LookupError('no id')


show(dumps, Failing, 1, 4)
p = pickle.Pickler(io.BytesIO())
show(lambda: p.persistent_id)
p.persistent_id = lambda value: 'P' if value == 5 else None
print(p.persistent_id(5))
p.dump([5, 6])
for bad in 5, None:
    show(setattr, p, 'persistent_id', bad)
show(delattr, p, 'persistent_id')
file = io.BytesIO(dumps(ByText, Thing('zz'), 2))
u = pickle.Unpickler(file)
show(lambda: u.persistent_load)
u.persistent_load = lambda key: key * 2
print(u.load())
show(setattr, u, 'persistent_load', 7)
show(delattr, u, 'persistent_load')


# reducer_override, dispatch tables
class Override(pickle.Pickler):
    def reducer_override(self, value):
        if isinstance(value, Thing):
            return Other, ()
        if value is len:
            return 'max'
        if isinstance(value, Other):
            return 5
        return NotImplemented


for protocol in range(6):
    show(dumps, Override, [Thing('a'), Thing, [1], dumps], protocol)
    show(dumps, Override, len, protocol)
    show(dumps, Override, Other(), protocol)


def reduce_thing(thing):
    return Thing, (thing.name,)


class Dispatch(pickle.Pickler):
    dispatch_table = {Thing: reduce_thing}


for protocol in 0, 2, 4:
    show(dumps, Dispatch, [Thing('a'), Other(), 1j], protocol)
p = pickle.Pickler(io.BytesIO())
show(lambda: p.dispatch_table)
p.dispatch_table = copyreg.dispatch_table.copy()
p.dispatch_table[Thing] = lambda thing: 'Other'
show(p.dump, Thing('x'))
p.dispatch_table = 5
show(p.dump, Thing('x'))
del p.dispatch_table
show(delattr, p, 'dispatch_table')
p.dump(Thing('x'))
print(pickle.dumps([Thing('a'), Thing('b')]))
copyreg.pickle(Thing, reduce_thing)
print(pickle.dumps([Thing('a'), Thing('b')]))
del copyreg.dispatch_table[Thing]
print(pickle.dumps([Thing('a'), Thing('b')]))


# find_class, extensions, names of Python 2
class Restricted(pickle.Unpickler):
    def find_class(self, module, name):
        print('find', module, name)
        if module == 'os':
            raise pickle.UnpicklingError('forbidden')
        return super().find_class(module, name)


for protocol in range(6):
    show(Restricted(io.BytesIO(pickle.dumps([range, Thing, 1j], protocol))).load)
show(Restricted(io.BytesIO(b'cos\nsystem\n.')).load)
copyreg.add_extension('__main__', 'Thing', 0x70)
copyreg.add_extension('__main__', 'Other', 0x7000)
copyreg.add_extension('collections', 'OrderedDict', 0x70000000)
for protocol in range(6):
    data = pickle.dumps([Thing, Other, __import__('collections').OrderedDict], protocol)
    print(data)
    show(pickle.loads, data)
    show(Restricted(io.BytesIO(data)).load)
copyreg.remove_extension('__main__', 'Thing', 0x70)
copyreg._extension_registry['__main__', 'Thing'] = 'x'
show(pickle.dumps, Thing)
copyreg._extension_registry['__main__', 'Thing'] = 0
show(pickle.dumps, Thing)
del copyreg._extension_registry['__main__', 'Thing']
for data in (b'c__builtin__\nxrange\n.', b'ccopy_reg\n_reconstructor\n.', b'citertools\nimap\n.', b'cUserDict\nUserDict\n.'):
    show(pickle.loads, data)
    show(pickle.loads, data, fix_imports=False)
    show(pickle.loads, b'\x80\x03' + data)
for value in range, map, __import__('functools').reduce, __import__('collections').UserDict, ModuleNotFoundError:
    for protocol in 0, 2, 3:
        print(pickle.dumps(value, protocol), pickle.dumps(value, protocol, fix_imports=False))

# the memo
file = io.BytesIO()
p = pickle.Pickler(file, 4)
shared = ['shared', 'value']
p.dump([shared, Thing('n')])
p.dump([shared, 'new text'])
print(file.getvalue())
print(sorted(number for number, value in p.memo.copy().values()), type(p.memo).__name__)
print([value for number, value in p.memo.copy().values() if number == 1])
show(hash, p.memo)
print(p.memo.__reduce__()[0])
other = pickle.Pickler(io.BytesIO(), 4)
other.memo = p.memo
print(len(other.memo.copy()))
other.memo = p.memo.copy()
print(len(other.memo.copy()))
for bad in 5, {1: 2}, {1: (2,)}, {1: ('a', 2)}, None:
    show(setattr, other, 'memo', bad)
show(delattr, other, 'memo')
p.memo.clear()
print(p.memo.copy())
p.clear_memo()
u = pickle.Unpickler(io.BytesIO(pickle.dumps(['a', 'bb', ('cc',)])))
u.load()
print(u.memo.copy(), u.memo.__reduce__(), type(u.memo).__name__)
v = pickle.Unpickler(io.BytesIO(b'h\x01.h\x02.'))
v.memo = u.memo
print(v.load())
for bad in 5, {'a': 2}, {-1: 2}, None:
    show(setattr, v, 'memo', bad)
u.memo.clear()
print(u.memo.copy())
print(pickle.loads(b'Nr\x00\x00\x10\x00j\x00\x00\x10\x00\x86.'), pickle.loads(b'Np400000\n0g400000\n.'))

# fast mode
p = pickle.Pickler(file := io.BytesIO(), 4)
p.fast = True
p.dump([shared, shared, Thing('f')])
print(file.getvalue(), p.fast, p.bin)
loop = []
loop.append(loop)
show(p.dump, loop)
loop = Thing('loop')
loop.me = loop
show(p.dump, loop)


# files
class File:
    def __init__(self, data):
        self.file = io.BytesIO(data)

    def read(self, size):
        print('read', size)
        return self.file.read(size)

    def readline(self):
        print('readline')
        return self.file.readline()


class ReadIntoFile(File):
    def readinto(self, view):
        print('readinto', type(view).__name__, len(view))
        return self.file.readinto(view)


class PeekFile(ReadIntoFile):
    def peek(self, size):
        print('peek', size)
        return self.file.getbuffer()[self.file.tell():][:10]


class NoPeek(File):
    def peek(self, size):
        raise NotImplementedError


for protocol in 0, 3, 5:
    data = pickle.dumps(['text', b'bytes' * 5, bytearray(b'array'), 10 ** 20, Thing], protocol)
    for cls in File, ReadIntoFile, PeekFile, NoPeek:
        file = cls(data + data + b'rest')
        u = pickle.Unpickler(file)
        show(u.load)
        show(u.load)
        print(file.file.read())
for answer in 'text', None, b'', 5:
    file = File(b'')
    file.read = file.readline = lambda *args: answer
    show(pickle.load, file)


class Writer:
    def __init__(self):
        self.sizes = []

    def write(self, data):
        self.sizes.append((type(data).__name__, len(data)))


for value in list(range(50000)), ['x' * 70000, b'y' * 70000, bytearray(70000), 1], ['ab%d' % i for i in range(30000)]:
    for protocol in 2, 4, 5:
        w = Writer()
        pickle.dump(value, w, protocol)
        print(w.sizes)

# buffers out of band
for protocol in range(6):
    buffers = []
    for data in b'abc', bytearray(b'abc'), memoryview(b'abcdef')[::2], memoryview(b'abcd').cast('H'):
        show(pickle.dumps, pickle.PickleBuffer(data), protocol)
        show(pickle.dumps, pickle.PickleBuffer(data), protocol, buffer_callback=buffers.append)
    print([(bytes(b), b.raw().readonly, type(b).__name__) for b in buffers if b.raw().readonly or True][:2])
data = pickle.dumps([pickle.PickleBuffer(b'ro'), pickle.PickleBuffer(bytearray(b'rw'))], 5, buffer_callback=lambda b: None)
print(data)
show(pickle.loads, data)
show(pickle.loads, data, buffers=[b'1'])
show(pickle.loads, data, buffers=5)
loaded = pickle.loads(data, buffers=iter([bytearray(b'1'), bytearray(b'2')]))
print(bytes(loaded[0]), loaded[0].readonly, loaded[1])
b = pickle.PickleBuffer(source := bytearray(b'memory'))
print(memoryview(b).obj is source, bytes(b.raw()), b.raw().format)
show(source.append, 1)
b.release()
source.append(1)
for f in b.raw, lambda: memoryview(b), lambda: pickle.PickleBuffer(b), lambda: pickle.dumps(b, 5):
    show(f)
for args in (), (1,), (b'a', 2):
    show(pickle.PickleBuffer, *args)
show(pickle.PickleBuffer, object=b'')
print(pickle.PickleBuffer.__module__, _pickle.Pickler.__module__, pickle.PickleError.__module__, pickle.PicklingError.__mro__)
