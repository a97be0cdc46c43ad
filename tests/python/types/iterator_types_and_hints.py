import operator
its = {"list": iter([1, 2]), "tuple": iter((1, 2)), "str": iter("ab"), "str wide": iter("é日"), "bytes": iter(b"ab"), "bytearray": iter(bytearray(b"ab")), "dict": iter({1: 2}), "keys": iter({1: 2}.keys()), "values": iter({1: 2}.values()), "items": iter({1: 2}.items()), "set": iter({1}), "frozenset": iter(frozenset([1])), "range": iter(range(2)), "big range": iter(range(2 ** 70, 2 ** 70 + 2)), "reversed list": reversed([1, 2]), "reversed tuple": reversed((1, 2)), "reversed range": reversed(range(2)), "reversed dict": reversed({1: 2}), "enumerate": enumerate("ab"), "zip": zip("ab"), "map": map(str, [1]), "filter": filter(None, [1]), "callable": iter(lambda: 1, 1), "generator": (x for x in [1]), "memoryview": iter(memoryview(b"ab"))}
for name, it in its.items():
    hint = operator.length_hint(it, -1)
    print(name, type(it).__name__, hint, iter(it) is it, list(it), operator.length_hint(it, -1), next(it, "end"))
    try:
        len(it)
    except TypeError as e:
        print(e)
for cls in (type(iter([])), type(iter("")), type(iter({})), type((x for x in ())), type(iter(range(1))), type(iter(lambda: 0, 0))):
    try:
        cls()
        print(cls.__name__, "created")
    except TypeError as e:
        print(e)
it = iter([1, 2, 3])
next(it)
print(it.__reduce__()[1:], it.__setstate__(2), list(it))
r = iter(range(10))
next(r)
print(r.__reduce__()[1][0], r.__length_hint__())
s = iter("abc")
next(s)
print(s.__reduce__()[1:], s.__length_hint__())
l = [1, 2, 3]
it = iter(l)
rit = reversed(l)
next(it), next(rit)
l.clear()
print(list(it), list(rit))
t = iter(())
print(next(t, 1), next(t, 2))


class It:
    def __next__(self):
        return 5


try:
    for x in It():
        pass
except TypeError as e:
    print(e)
print(next(It()), hasattr(It(), "__iter__"), isinstance(iter([]), type(iter([1]))))
for k in [{}.keys(), {}.values(), {}.items()]:
    print(type(k), type(iter(k)), type(reversed(k)))
