class A:
    __eq__ = lambda self, o: NotImplemented
    __str__ = lambda self: "A!"
    __doc__ = "set doc"
    __module__ = "made.up"
    __qualname__ = "Some.Where"
    __name__ = "instance name"


print(A, A(), A.__doc__, A().__name__, A.__name__, A() == 1)
A.__doc__ = "changed"
print(A.__doc__)


class Meta(type):
    pass


X = Meta("X", (A,), {"__slots__": ("q",)})
x = X()
x.q = 1
print(type(X).__name__, x.q, X)


class Weird:
    def __class_getitem__(cls, k):
        return cls, k

    def __init_subclass__(cls, **kw):
        cls.kw = kw


class Sub(Weird, a=1, b=[2]):
    pass


print(Weird[1][1], Sub.kw, Sub[2][0] is Sub)


class Empty:
    pass


e = Empty()
e.__dict__ = {"a": 1}
e.__dict__["b"] = 2
print(e.a, e.b, vars(e) is e.__dict__)
Empty.__init__ = lambda self, z: setattr(self, "z", z)
print(Empty(5).z)


class Dyn:
    pass


for name in ("alpha", "beta"):
    setattr(Dyn, name, lambda self, name=name: name)
print(Dyn().alpha(), Dyn().beta(), sorted(n for n in vars(Dyn) if not n.startswith("__")))
del Dyn.alpha
print(hasattr(Dyn(), "alpha"))


class Same:
    def f(self):
        return 1

    def f(self, x=2):
        return x


print(Same().f())
class_var = Same
Same = 5
print(class_var().f(), Same, class_var.__name__)
print(type("Dyn2", (dict,), {"hi": lambda s: len(s)})(a=1).hi(), type("", (), {}).__name__ == "", type("with space", (), {}).__name__)


class Cmp(type):
    def __instancecheck__(self, o):
        return True


class Any(metaclass=Cmp):
    pass


print(isinstance(1, Any), isinstance(None, Any), issubclass(int, Any))
