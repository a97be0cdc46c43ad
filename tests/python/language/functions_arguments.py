def f(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


print(f(1, c=3))
print(f(1, 5, 6, 7, c=3, d=8, e=9))
print(f(*[1, 2, 3], **{"c": 4, "z": 5}))
print(f(*"ab", *"cd", c=1, **{"x": 1}, **{"y": 2}))


def g(a, b, /, c, *, d):
    return a, b, c, d


print(g(1, 2, 3, d=4), g(1, 2, c=3, d=4))


def h(*, k=1):
    return k


print(h(), h(k=2))


def pos(a, /, **kw):
    return a, kw


print(pos(1, a=2))


def default(x, acc=[]):
    acc.append(x)
    return acc


print(default(1), default(2), default(3, []))
print((lambda *a, **k: (a, k))(1, 2, x=3))
print((lambda x, y=10, *z: (x, y, z))(1), (lambda: 5)())


def order(a=print("default a"), b=print("default b")):
    return a, b


print(order())
