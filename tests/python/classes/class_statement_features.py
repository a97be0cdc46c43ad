print("before")


class A:
    print("in body", __name__, __qualname__, __module__)
    x = [i * 2 for i in range(3)]
    for i in range(2):
        locals()[f"gen{i}"] = i
    if x:
        def cond(self):
            return "conditional method"
    try:
        1 / 0
    except ZeroDivisionError:
        handled = True
    with open("f.txt", "w") as f:
        f.write("x")
    y: int = 5
    z: "undeclared"
    def one(self): return 1
    two = one
    del f


print(A.x, A.gen0, A.gen1, A().cond(), A.handled, A.__annotations__, A().two(), hasattr(A, "f"), A.one is A.two)


def make(n):
    class Local:
        value = n

        def get(self):
            return n, self.value, Local.__name__
    return Local


L1, L2 = make(1), make(2)
print(L1().get(), L2().get(), L1 is L2, L1.__qualname__)


class Empty: pass
class Doc: "just a docstring"


print(Empty.__doc__, Doc.__doc__, Empty.__dict__.keys() >= {"__module__", "__dict__", "__weakref__", "__doc__"})


class Outer:
    class Inner:
        class Deep:
            pass

    def method(self):
        class InMethod:
            pass
        return InMethod


print(Outer.Inner.Deep.__qualname__, Outer().method().__qualname__, Outer.Inner)
bases = (Outer, Empty)


class Star(*bases):
    pass


class Kw(Outer, **{}):
    pass


print([b.__name__ for b in Star.__bases__], Kw.__base__.__name__)
try:
    class Fails:
        a = 1
        raise KeyError("in class body")
except KeyError as e:
    print(e, "Fails" in globals())


def deco(cls):
    cls.decorated = True
    return cls


@deco
class Decorated(A):
    def one(self):
        return super().one() + 1


print(Decorated.decorated, Decorated().one())
