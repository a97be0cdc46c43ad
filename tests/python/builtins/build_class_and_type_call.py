import builtins


def body():
    pass


C = builtins.__build_class__(body, "C")
print(C, C.__bases__, C.__qualname__)
D = builtins.__build_class__(body, "D", C, metaclass=type)
print(D.__mro__[1] is C)
real = builtins.__build_class__


def traced(func, name, *bases, **kw):
    print("building", name, [b.__name__ for b in bases], kw)
    return real(func, name, *bases, **kw)


builtins.__build_class__ = traced


class X(C):
    a = 1


class Y(X, metaclass=type):
    pass


builtins.__build_class__ = real
print(X.a, Y.__name__)
for args in ((), (body,), (1, "x"), (body, 5)):
    try:
        builtins.__build_class__(*args)
    except TypeError as e:
        print(e)
T = type("T", (C,), {"x": 5, "__doc__": "made", "m": lambda self: self.x})
print(T().m(), T.__doc__, T.__module__, type(T), T.__dict__["x"])


class Meta(type):
    def __new__(m, n, b, d, **k):
        print("Meta.__new__", n, k)
        return type.__new__(m, n, b, d)

    def __init__(c, n, b, d, **k):
        type.__init__(c, n, b, d)


U = Meta("U", (), {}, opt=1)
V = type("V", (U,), {})
print(type(V).__name__)
print(type("W", (), {"__slots__": ("a",)}).a.__class__.__name__, type(type("Z", (int,), {})(5) + 1).__name__)
class P:
    def __class_getitem__(cls, k):
        return k
print(P[1, 2], callable(P), type(P) is type, P.__call__ is not None)
