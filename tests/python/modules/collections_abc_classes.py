import collections.abc as abc
objects = {"list": [], "tuple": (), "str": "", "bytes": b"", "bytearray": bytearray(), "dict": {}, "set": set(), "frozenset": frozenset(), "range": range(1), "gen": (x for x in ()), "iter": iter([]), "func": len, "keys": {}.keys(), "values": {}.values(), "items": {}.items(), "int": 1, "object": object(), "class": int, "memoryview": memoryview(b"")}
names = "Hashable Callable Iterable Iterator Reversible Generator Sized Container Collection Sequence MutableSequence Set MutableSet Mapping MutableMapping MappingView KeysView ItemsView ValuesView ByteString Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator".split()
for n in names:
    cls = getattr(abc, n)
    print(n, [k for k, o in objects.items() if isinstance(o, cls)])


class S(abc.Sequence):
    def __init__(self, *a):
        self.a = a

    def __len__(self):
        return len(self.a)

    def __getitem__(self, i):
        return self.a[i]


s = S(3, 1, 3)
print(list(s), 3 in s, s.index(1), s.count(3), list(reversed(s)))


class M(abc.MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


m = M()
m.update(a=1, b=2)
print(dict(m), m.pop("a"), m.get("zz"), m.setdefault("c", 3), "c" in m, list(m.items()), m == {"b": 2, "c": 3}, m.popitem(), list(m.keys()), list(m.values()))


class MySet(abc.Set):
    def __init__(self, it):
        self.items = list(dict.fromkeys(it))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


a, b = MySet("abc"), MySet("bcd")
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a <= b, a.isdisjoint(b), MySet("ab") < a, a == MySet("cba"))
for cls in (abc.Sequence, abc.Mapping, abc.Iterator):
    try:
        cls()
    except TypeError as e:
        print(e)


class L(abc.MutableSequence):
    def __init__(self):
        self.l = []

    def __getitem__(self, i):
        return self.l[i]

    def __setitem__(self, i, v):
        self.l[i] = v

    def __delitem__(self, i):
        del self.l[i]

    def __len__(self):
        return len(self.l)

    def insert(self, i, v):
        self.l.insert(i, v)


l = L()
l.append(1)
l.extend([2, 3])
l += [4]
l.reverse()
l.remove(2)
print(l.l, l.pop(), l.pop(0), l.l)


class G(abc.Generator):
    def send(self, v):
        return 1

    def throw(self, t, v=None, tb=None):
        raise StopIteration


print(next(G()), isinstance(G(), abc.Iterator))


class Duck:
    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())

    def __contains__(self, x):
        return False

    def __call__(self):
        pass


print(isinstance(Duck(), abc.Collection), isinstance(Duck(), abc.Callable), issubclass(Duck, abc.Sequence), isinstance(Duck(), abc.Sized), isinstance(Duck(), abc.Hashable))
