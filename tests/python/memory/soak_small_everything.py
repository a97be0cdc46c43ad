import gc
import sys


class A:
    def __init__(self, n):
        self.n = n
        self.l = [n]

    def m(self):
        return self.n


class S:
    __slots__ = ("x",)


def everything(i):
    d = {str(k): [k, (k, {k})] for k in range(10)}
    a = A(i)
    a.me = a
    a.f = lambda: a.m() + i
    s = S()
    s.x = s
    g = (x * a.n for x in range(5))
    next(g)
    t = type("T", (A,), {"v": i})(i)
    t.cls = type(t)
    try:
        raise ValueError(i, d)
    except ValueError as e:
        a.e = e
    text = "".join(f"{k}={v}" for k, v in d.items())
    b = bytearray(text.encode())
    big = 3 ** (i % 100 + 50)
    it = iter(d.items())
    next(it)
    z = zip(d, map(str, range(10)), enumerate(b))
    list(z)
    return len(text) + big % 7 + a.f() + sum(g) + t.v


total = 0
for i in range(300):
    total += everything(i)
gc.collect()
before = len(gc.get_objects())
for i in range(300):
    total += everything(i)
gc.collect()
after = len(gc.get_objects())
print(total, abs(after - before) < 50)
x = object()
r = sys.getrefcount(x)
for _ in range(100):
    y = [x, (x,), {1: x}, lambda: x]
    y = {x: [x]}
del y
gc.collect()
print(sys.getrefcount(x) == r)
