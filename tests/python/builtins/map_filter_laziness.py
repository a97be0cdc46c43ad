def f(x):
    print("f", x, end=" ")
    return x * 2


m = map(f, [1, 2, 3])
print("made")
print(next(m), list(m))
fl = filter(lambda x: print("test", x, end=" ") or x > 1, [1, 2, 3])
print("filter made")
print(list(fl))
print(list(map(str, [])), list(map(lambda *a: a, "ab", "xyz", [1, 2, 3])), list(map(int, "123")), sum(map(len, ["a", "bb"])))
e = map(f, iter([1]))
print(next(e), next(e, "end"), iter(e) is e, type(e).__name__, list(map(print, [])))
try:
    next(map(5, [1]))
except TypeError as err:
    print(err)
try:
    list(map(lambda a: a, [1], [2]))
except TypeError as err:
    print(err)
print(list(filter(bool, [0, 1, 2])), list(filter(None, "a b")), list(filter(lambda p: p[1], {"a": 0, "b": 1}.items())), list(filter(str.isupper, "aBcD")))


def gen():
    yield 1
    raise ValueError("from the source")


m = map(lambda x: x + 1, gen())
print(next(m))
try:
    next(m)
except ValueError as err:
    print(err)
print(next(m, "exhausted"))
class M(map):
    def __repr__(self):
        return "M!"
print(M(str, [1]), list(M(str, [1])), dict(zip("ab", map(ord, "ab"))), [*map(abs, (-1, 2))], max(map(len, ["abc", "d"])), ",".join(map(repr, ["a", 1])), any(map(lambda x: x > 2, [1, 3])), list(map(pow, [2, 3], [3, 2])), list(map(lambda x: x, map(lambda x: x, [1]))))
