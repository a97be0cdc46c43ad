g = (x * x for x in range(5))
print(type(g).__name__, g.__name__, next(g), list(g), list(g))
print(sum(x for x in range(10) if x % 2), max(len(w) for w in "a bb ccc".split()), ",".join(str(x) for x in range(3)), dict((k, v) for k, v in [(1, 2)]), set(x % 3 for x in range(9)) == {0, 1, 2}, tuple(i for i in "ab"))
print(list((x, y) for x in range(3) for y in range(x) if x != y + 1))
n = 3
g = (x + n for x in range(3))
n = 100
print(list(g))


def source():
    print("source evaluated")
    return [1, 2]


g = (x for x in source())
print("made")
print(list(g))
try:
    g = (x for x in 5)
except TypeError as e:
    print(e)
g = (1 / x for x in (1, 0, 2))
print(next(g))
try:
    next(g)
except ZeroDivisionError as e:
    print(e)
print(list(g))
print(any(x > 2 for x in [1, 2, 3, 1 / 1]), all(x for x in []), next((x for x in range(10) if x > 4), None), next((x for x in []), "none"))
gs = [(lambda: (yield i))() for i in range(2)]
print([next(x) for x in gs])
nested = ((y for y in range(x)) for x in range(3))
print([list(inner) for inner in nested])
g = (i for i in range(3))
print(g.send(None), [*g], g.gi_frame)
print(sorted((-x for x in [3, 1, 2]), reverse=True), list(zip((i for i in "ab"), (j for j in "cd"))), [(yield_ := q) for q in "z"])


def f(gen, k=1):
    return list(gen), k


print(f((x for x in "ab"), 2), f(x for x in "ab"))


class C:
    base = 2
    items = list(x * 2 for x in range(base))


print(C.items)
