class Outer:
    tag = "outer"

    class Inner:
        tag = "inner"

        def __init__(self, outer=None):
            self.outer = outer

        class Deep:
            def where(self):
                return __class__.__qualname__

        def make(self):
            return Outer.Inner.Deep()

    def inner(self):
        return self.Inner(self)

    @classmethod
    def build(cls, **attrs):
        return type(f"Built{cls.__name__}", (cls,), attrs)

    @staticmethod
    def local(n):
        class Local(Outer):
            number = n

            def get(self):
                return self.number + n
        return Local


o = Outer()
i = o.inner()
print(i.outer is o, i.tag, i.make().where(), Outer.Inner.__qualname__, Outer.Inner.Deep.__name__, type(i))
B = Outer.build(x=5, double=lambda self: self.x * 2)
print(B.__name__, B().double(), B.tag, issubclass(B, Outer), B.__module__)
L1, L2 = Outer.local(1), Outer.local(2)
print(L1().get(), L2().get(), L1 is L2, L1.__qualname__, L1.mro()[1].__name__)


class Sub(Outer):
    class Inner(Outer.Inner):
        tag = "sub inner"


print(Sub().inner().tag, type(Sub().inner()).__qualname__, Sub.Inner.__mro__[1].__qualname__)


def class_factory(name, fields, base=object):
    def __init__(self, *args):
        for f, a in zip(fields, args):
            setattr(self, f, a)

    def __repr__(self):
        return f"{name}({', '.join(f'{f}={getattr(self, f)!r}' for f in fields)})"
    return type(name, (base,), {"__init__": __init__, "__repr__": __repr__, "__slots__": fields if base is object else ()})


Point = class_factory("Point", ("x", "y"))
p = Point(1, 2)
print(p, Point.__slots__, hasattr(p, "__dict__"))
try:
    p.z = 1
except AttributeError as e:
    print(e)
table = {n: type(n.title(), (), {"name": n, "hello": (lambda n: lambda self: f"{n} says hi")(n)}) for n in ("cat", "dog")}
print([table[k]().hello() for k in table], table["cat"].__name__)
def counter():
    class Counter:
        n = 0
        @classmethod
        def inc(cls):
            cls.n += 1
            return cls.n
    return Counter
c1, c2 = counter(), counter()
print(c1.inc(), c1.inc(), c2.inc())
