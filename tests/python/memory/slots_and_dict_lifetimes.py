import gc
import weakref


class S:
    __slots__ = ("a", "b", "__weakref__")

    def __del__(self):
        print("del S", getattr(self, "a", "unset"))


class T:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del T", self.n)


s = S()
s.a = 1
s.b = T("in slot")
s.b = T("replacing")
print("replaced")
del s.b
print("deleted slot")
s.b = T("last")
r = weakref.ref(s)
s = None
print(r())
x = S()
x.a = "cycle"
x.b = x
del x
gc.collect()
print("collected")


class Both(S):
    pass


y = Both()
y.a, y.c = "both", T("in dict")
y.d = y
del y
gc.collect()
print("both collected")


class Tup(tuple):
    pass


t = Tup([T("in tuple")])
t.attr = T("attribute of tuple")
del t
print("tuple gone")


class Li(list):
    __slots__ = ("extra",)


l = Li([T("in list")])
l.extra = T("slot of list")
l.append(l)
del l
gc.collect()
print("list gone")


class Di(dict):
    pass


d = Di(k=T("value"))
d.attr = T("attr")
d.clear()
print("cleared")
del d


class E(Exception):
    pass


e = E(T("arg"))
e.attr = T("exception attr")
del e
print("exception gone")


class I(int):
    pass


i = I(5)
i.t = T("on int")
i = i + 1
print("int gone", i)
f = lambda: 0
f.t = T("on function")
del f
print("function gone")


class Cls:
    held = T("on class")


del Cls
gc.collect()
print("class gone")
g = T("generator local")
h = (v for v in [g])
del g
next(h)
h.close()
print("closed")
del h
print("end")
