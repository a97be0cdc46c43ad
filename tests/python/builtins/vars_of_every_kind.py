import math


class A:
    x = 1

    def __init__(self):
        self.y = 2


class S:
    __slots__ = ("s",)


a = A()
print(vars(a), vars(A)["x"], type(vars(A)).__name__, "pi" in vars(math), vars(a) is a.__dict__)
vars(a)["z"] = 3
print(a.z)
for o in (S(), 5, "s", [], None, len, (1,), object(), range(1), lambda: 0, int, math, A.__init__, a.__init__, property(), ValueError("v"), (x for x in ()), type, super(A, a), A.__dict__):
    try:
        v = vars(o)
        print(type(o).__name__, type(v).__name__)
    except TypeError as e:
        print(type(o).__name__, e)
f = lambda: 0
f.attr = 1
print(vars(f), f.__dict__ is vars(f), vars(ValueError("v")), vars(type("T", (), {"k": 1}))["k"])
e = ValueError("v")
e.extra = 1
print(vars(e), e.__dict__)


class D:
    __dict__ = {"fake": 1}


class P:
    @property
    def __dict__(self):
        return {"from": "property"}


print(vars(D()), vars(P()))


def local_vars(p, q=2):
    r = 3
    return vars() == locals(), sorted(vars())


print(local_vars(1))
print(sorted(k for k in vars() if len(k) == 1), vars() is globals())
