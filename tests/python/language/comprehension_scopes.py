x = "module"
print([x for x in range(3)], x)
print([(x, y) for x in "ab" for y in x], x)


def f():
    fs = [lambda: i for i in range(3)]
    gs = [lambda i=i: i for i in range(3)]
    return [h() for h in fs], [h() for h in gs]


print(f())


class C:
    items = [1, 2]
    doubled = [i * 2 for i in items]
    try:
        combined = [i + len(items) for i in items]
    except NameError as e:
        print(e)
    nested = [[j for j in range(i)] for i in items]


print(C.doubled, C.nested)


def late_bound(n):
    g = (n * i for i in range(3))
    n = 100
    return list(g)


print(late_bound(2))
print([[(i, j) for j in range(i)] for i in range(3)], [a for b in [[1, 2], [3]] for a in b])
print([i for i in range(3) if (lambda v: v > 0)(i)], {k: [v for v in range(k)] for k in range(3)})
try:
    [undefined for _ in range(1)]
except NameError as e:
    print(e)
try:
    [i for i in 5]
except TypeError as e:
    print(e)


def recursive(n):
    return [recursive(i) for i in range(n)]


print(recursive(3))


def uses_args(*args, **kw):
    return [a * kw["m"] for a in args], {k: args[0] for k in kw}


print(uses_args(1, 2, m=3))

print([i for i in [[j for j in range(2)] for _ in range(2)]], sum([[1], [2]], []))


def walrus():
    return [last := i for i in range(4)], last


print(walrus())
print([x if x else y for x, y in [(0, 1), (2, 3)]], [(a, *b) for a, *b in ["abc", "de"]], [n for n, in [(1,), (2,)]])
print({i % 3: i for i in range(10)}, {str(i): i for i in range(2)}, [locals_ for locals_ in (sorted(locals()) [:0],)])
print([c for c in "hello" if c not in "l"], [d := 5, d + 1], list(range(5))[::2], [i + j for i, j in zip(range(3), range(3))])
