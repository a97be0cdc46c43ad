class A:
    x = 1
    y: int = 2
    z: str

    def f(self):
        pass

    class B:
        pass

    g = lambda self: 1
    h = staticmethod(len)
    k = property(lambda self: 5)
    _private = 1
    __mangled = 2


print([n for n in A.__dict__ if not n.startswith("__")], [n for n in A.__dict__ if n.startswith("__")])
print(type(A.__dict__).__name__, A.__dict__["x"], len([k for k in vars(A)]), "f" in A.__dict__, A.__module__, A.__annotations__)
A.added = 3
setattr(A, "set", 4)
del A.x
print([n for n in vars(A) if not n.startswith("_")], hasattr(A, "x"))
try:
    A.__dict__["q"] = 1
except TypeError as e:
    print(e)
a = A()
a.inst = 1
A.inst = "class"
print(a.inst, vars(a), A.inst)
del a.inst
print(a.inst)
a.__dict__.update(p=1, q=2)
print(a.p, sorted(vars(a)))
a.__dict__["with space"] = 1
print(getattr(a, "with space"))
print(dir(a)[-8:], [n for n in dir(A.B) if not n.startswith("__")])


class C(A):
    y = 20


print(C.y, A.y, C.added, "added" in vars(C), C.__dict__.keys() & {"y"}, C.__base__ is A, [n for n in vars(C) if not n.startswith("__")])
A.late = "seen by subclass"
print(C.late, C().late)
C.late = "own"
print(A.late, C.late)
del C.late
print(C.late)


class Loop:
    for n in range(3):
        vars()[f"attr{n}"] = n * n
    total = n
    if total:
        del n


print(Loop.attr2, Loop.total, hasattr(Loop, "n"))
ns = {}
exec("class D:\n    v = 5\n    def m(self): return self.v", ns)
print(ns["D"]().m(), ns["D"].__module__, ns["D"].__qualname__)
