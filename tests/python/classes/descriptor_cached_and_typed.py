class cached:
    def __init__(self, f):
        self.f = f

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner):
        if obj is None:
            return self
        v = obj.__dict__[self.name] = self.f(obj)
        return v


class Circle:
    def __init__(self, r):
        self.r = r

    @cached
    def area(self):
        print("computing")
        return 3 * self.r ** 2


c = Circle(2)
print(c.area, c.area, c.__dict__)
c.r = 10
print(c.area)
del c.area
print(c.area, type(Circle.area).__name__)


class Typed:
    def __init__(self, *types):
        self.types = types

    def __set_name__(self, owner, name):
        self.key = "_" + name

    def __get__(self, o, owner=None):
        return getattr(o, self.key)

    def __set__(self, o, v):
        if not isinstance(v, self.types):
            raise TypeError(f"{self.key[1:]} must be {' or '.join(t.__name__ for t in self.types)}")
        setattr(o, self.key, v)


class Bounded(Typed):
    def __init__(self, low, high):
        super().__init__(int, float)
        self.low, self.high = low, high

    def __set__(self, o, v):
        super().__set__(o, v)
        if not self.low <= v <= self.high:
            raise ValueError(f"{v} not in [{self.low}, {self.high}]")


class P:
    name = Typed(str)
    age = Bounded(0, 150)

    def __init__(self, name, age):
        self.name, self.age = name, age


p = P("x", 5)
print(p.name, p.age, vars(p))
for f in (lambda: P(1, 1), lambda: P("a", "b"), lambda: P("a", 200), lambda: setattr(p, "age", -1)):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    P.name
except AttributeError as e:
    print(e)


class classproperty:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, owner):
        return self.f(owner)


class K:
    count = 3

    @classproperty
    def double(cls):
        return cls.count * 2


class K2(K):
    count = 10


print(K.double, K2.double, K().double)


class Meth:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, owner=None):
        print("bind", obj is not None, end=" ")
        return (lambda *a: self.f(obj, *a)) if obj is not None else self


class U:
    @Meth
    def m(self, x):
        return x + 1

    __len__ = Meth(lambda self: 7)
    __call__ = Meth(lambda self, x: x * 2)


u = U()
print(u.m(1), len(u), u(4), U.m.f(None, 5))
