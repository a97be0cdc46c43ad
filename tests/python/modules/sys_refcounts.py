import sys
x = object()
base = sys.getrefcount(x)
y = x
print(sys.getrefcount(x) - base)
items = [x] * 5
print(sys.getrefcount(x) - base)
d = {"k": x}
t = (x, x)
print(sys.getrefcount(x) - base)
del items, d, t, y
print(sys.getrefcount(x) - base)


def f(a):
    return sys.getrefcount(a)


print(f(x) >= base)


class C:
    pass


c = C()
c.attr = x
print(sys.getrefcount(x) - base)
del c
print(sys.getrefcount(x) - base)
g = (x for _ in range(1))
next(g)
it = iter([x])
s = {x}
print(sys.getrefcount(x) - base >= 3)
del g, it, s
closure = lambda: x
try:
    raise ValueError(x)
except ValueError as e:
    pass
print(sys.getrefcount(x) - base)
l = []
b = sys.getrefcount(l)
l.append(l)
print(sys.getrefcount(l) - b)
l.clear()
print(sys.getrefcount(l) - b)


def args(*a, **k):
    return sys.getrefcount(a[0])


n = object()
print(args(n) > 1)
for name in ("list", "dict", "tuple"):
    z = object()
    z0 = sys.getrefcount(z)
    if name == "list":
        h = [z, z]
    elif name == "dict":
        h = {1: z, 2: z}
    else:
        h = z, z
    print(name, sys.getrefcount(z) - z0)
    h = None
    print(name, sys.getrefcount(z) - z0)
