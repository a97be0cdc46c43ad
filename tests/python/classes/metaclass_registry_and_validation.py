class Interface(type):
    def __new__(m, name, bases, ns, abstract=False):
        cls = super().__new__(m, name, bases, ns)
        required = {n for b in bases for n in getattr(b, "required", ())}
        if not abstract:
            missing = sorted(n for n in required if not hasattr(cls, n))
            if missing:
                raise TypeError(f"{name} lacks {', '.join(missing)}")
        return cls

    def __init__(cls, name, bases, ns, abstract=False):
        super().__init__(name, bases, ns)
        cls.kind = "abstract" if abstract else "concrete"

    def __str__(cls):
        return f"{cls.kind} {cls.__name__}"


class Shape(metaclass=Interface, abstract=True):
    required = ("area", "name")


class Square(Shape):
    name = "sq"

    def area(self):
        return 4


print(Shape, Square, repr(Square))
try:
    class Broken(Shape):
        def area(self):
            pass
except TypeError as e:
    print(e)


class Ordered(type):
    @classmethod
    def __prepare__(m, name, bases):
        class Recording(dict):
            def __init__(self):
                self.seen = []

            def __setitem__(self, k, v):
                self.seen.append(k)
                super().__setitem__(k, v)
        return Recording()

    def __new__(m, name, bases, ns):
        cls = super().__new__(m, name, bases, dict(ns))
        cls.seen = [n for n in ns.seen if not n.startswith("__")]
        return cls


class O(metaclass=Ordered):
    z = 1
    a = 2

    def f(self):
        pass
    z = 3


print(O.seen, O.z)


class Multi(type):
    def __call__(cls, *a, **k):
        obj = super().__call__(*a, **k)
        cls.instances = getattr(cls, "instances", 0) + 1
        return obj

    def __getattr__(cls, name):
        if name.startswith("make_"):
            return lambda *a: (name[5:], cls(*a))
        raise AttributeError(name)

    def __contains__(cls, obj):
        return isinstance(obj, cls)

    def __iter__(cls):
        return iter(cls.__subclasses__())

    def __or__(cls, other):
        return f"{cls.__name__} or {other}"

    def __matmul__(cls, n):
        return [cls() for _ in range(n)]


class A(metaclass=Multi):
    pass


class B(A):
    pass


print(len(A @ 3), A.instances, A.make_thing()[0], A() in A, 5 in A, [c.__name__ for c in A], A | 5, B.instances)
try:
    A.nope
except AttributeError as e:
    print(e)


class M1(type):
    def who(cls):
        return "M1"


class M2(M1):
    def who(cls):
        return "M2 " + super().who()


class X(metaclass=M1):
    pass


class Y(X, metaclass=M2):
    pass


class Z(Y):
    pass


print(X.who(), Y.who(), Z.who(), type(Z).__name__)
f = lambda name, bases, ns, **kw: type(name, bases, {**ns, "made_by": "function", **kw})
class F(metaclass=f, extra=5):
    pass
print(F.made_by, F.extra, type(F))
