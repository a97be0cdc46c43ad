import weakref
import gc


class A:
    def __init__(self, n=0):
        self.n = n

    def hello(self):
        return f"hello {self.n}"

    def __repr__(self):
        return f"A({self.n})"


a = A(1)
r = weakref.ref(a)
print(r() is a, r() == a, weakref.getweakrefcount(a), weakref.ref(a) is r, type(r).__name__, r == weakref.ref(a), hash(r) == hash(a))
del a
print(r(), "dead" in repr(r))
log = []
b = A(2)
r1 = weakref.ref(b, lambda ref: log.append(("callback", ref() is None)))
r2 = weakref.ref(b, lambda ref: log.append("second"))
print(weakref.getweakrefcount(b), len(weakref.getweakrefs(b)))
b = None
print(log)
c = A(3)
p = weakref.proxy(c)
print(p.n, p.hello(), type(p).__name__, isinstance(p, A))
p.n = 4
print(c.n)
del c
try:
    p.n
except ReferenceError as e:
    print(e)
for obj in (5, "s", (), None, [], {}, object()):
    try:
        weakref.ref(obj)
        print(type(obj).__name__, "ok")
    except TypeError as e:
        print(e)
for ok in (set(), frozenset([1]), len, lambda: 0, type("T", (), {}), (x for x in ())):
    weakref.ref(ok)
print("referencable")


class Slots:
    __slots__ = ("x",)


class SlotsWeak:
    __slots__ = ("__weakref__",)


try:
    weakref.ref(Slots())
except TypeError as e:
    print(e)
s = SlotsWeak()
print(weakref.ref(s)() is s)
d = A(5)
m = weakref.WeakMethod(d.hello)
print(m()(), m().__self__ is d)
del d
print(m())
e = A(6)
f = weakref.finalize(e, print, "finalized", 1, sep="-")
print(f.alive, f.peek()[2])
del e
print(f.alive, f())
g = A(7)
f2 = weakref.finalize(g, print, "manual")
f2()
f2.atexit = False
del g
h = A(8)
f3 = weakref.finalize(h, print, "never")
print(f3.detach()[2], f3.alive)
del h


def bad(ref):
    raise ValueError("in callback")


import sys
sys.unraisablehook = lambda u: print("unraisable", u.exc_type.__name__, u.exc_value)
i = A(9)
r3 = weakref.ref(i, bad)
del i
print("end")
