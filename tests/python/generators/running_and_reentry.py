def reenter():
    yield 1
    try:
        next(g)
    except ValueError as e:
        yield str(e)


g = reenter()
print(next(g), next(g))


def close_self():
    yield 1
    try:
        g.close()
    except ValueError as e:
        print(e)
    yield 2


g = close_self()
print(next(g), next(g))


def show():
    print(g.gi_running, g.gi_suspended)
    yield
    print(g.gi_running, g.gi_suspended)


g = show()
print(g.gi_running, g.gi_suspended)
next(g)
print(g.gi_running, g.gi_suspended, g.gi_yieldfrom)
list(g)
print(g.gi_running, g.gi_suspended)


def delegating():
    yield from [1, 2]


g = delegating()
next(g)
print(type(g.gi_yieldfrom).__name__)
g.__name__ = "renamed"
print(g.__name__, g.__qualname__, repr(g).split(" at ")[0])
try:
    g.__name__ = 5
except TypeError as e:
    print(e)
for name in ("gi_code", "gi_running"):
    try:
        setattr(g, name, 1)
    except AttributeError as e:
        print(e)
try:
    type(g)()
except TypeError as e:
    print(e)


def infinite():
    n = 0
    while True:
        n += 1
        yield n


a = infinite()
b = infinite()
print([next(a) for _ in range(3)], next(b), next(a))
import itertools
print(list(itertools.islice(infinite(), 5)))


def chain_of(n):
    g = iter(range(3))
    for _ in range(n):
        g = (x + 1 for x in g)
    return list(g)


print(chain_of(50))


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


print(list(tree(4)), sum(1 for _ in tree(10)))
