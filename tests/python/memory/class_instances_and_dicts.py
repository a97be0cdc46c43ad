import gc
import weakref


class A:
    pass


a = A()
d = a.__dict__
a.x = 1
print(d, d is a.__dict__)
d["y"] = 2
print(a.y)
del a
print(d)
b = A()
b.__dict__ = shared = {"s": 1}
c = A()
c.__dict__ = shared
b.t = 2
print(c.t, shared, b.__dict__ is c.__dict__)
r = weakref.ref(b)
del b
print(r(), c.s)
e = A()
e.k = e.__dict__
print(e.k["k"] is e.__dict__)
w = weakref.ref(e)
del e
gc.collect()
print(w())
objs = [A() for _ in range(100)]
for i, o in enumerate(objs):
    o.a = i
    o.b = i * 2
for o in objs[::2]:
    del o.a
    o.c = 3
    o.a = -1
print(objs[0].__dict__, objs[1].__dict__, sum(o.a for o in objs))
for i in range(200):
    setattr(objs[5], f"attr{i}", i)
print(len(objs[5].__dict__), objs[5].attr150)
for i in range(200):
    delattr(objs[5], f"attr{i}")
print(objs[5].__dict__)
f = A()
f.x, f.y = 1, 2
vars(f).clear()
print(hasattr(f, "x"), vars(f))
vars(f)["z"] = 5
f.w = 6
print(vars(f), list(vars(f)))


class B(A):
    def __init__(self):
        self.p = self.q = 1


g = B()
g.__class__ = A
print(type(g).__name__, g.p)
h = B.__new__(B)
print(vars(h))
A.shared_later = "class attribute"
print(g.shared_later, "shared_later" in vars(g))


class C:
    x = 0

    def inc(self):
        self.x += 1
        return self.x


k = C()
print(k.inc(), k.inc(), C.x, vars(k), C().inc())
