import gc
import weakref


class A:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def cb(label):
    return lambda r: print("callback", label, r() is None)


a = A(1)
r1 = weakref.ref(a, cb("first"))
r2 = weakref.ref(a, cb("second"))
r3 = weakref.ref(a, cb("third"))
del r2
a = None
print("gone")
b = A(2)
r = weakref.ref(b, cb("dropped ref"))
del r
del b
c = A(3)
c.me = c
r = weakref.ref(c, cb("in cycle, ref outside"))
del c
gc.collect()
d = A(4)
d.r = weakref.ref(d, cb("ref dies with its cycle"))
d.me = d
del d
gc.collect()
print("collected")
e = A(5)
p = weakref.proxy(e, cb("proxy"))
print(p.n)
del e


class Res:
    def __del__(self):
        global saved
        saved = self


x = Res()
r = weakref.ref(x, cb("resurrected"))
del x
print(r() is None, type(saved).__name__)
f = A(6)
refs = [weakref.ref(f) for _ in range(3)]
print(refs[0] is refs[1] is refs[2], weakref.getweakrefcount(f))
del f
print([r() for r in refs])


class Sub(weakref.ref):
    def __init__(self, o, cb=None):
        super().__init__(o, cb)
        self.extra = 1


g = A(7)
s1, s2 = Sub(g), Sub(g)
print(s1 is s2, s1 == s2, s1.extra, s1() is g, weakref.getweakrefcount(g))
del g
print(s1(), "end")
