class Base:
    def __init__(self, **kw):
        assert not kw, kw
        print("Base init")

    def describe(self):
        return ["Base"]


class Named(Base):
    def __init__(self, *, name, **kw):
        print("Named", name)
        self.name = name
        super().__init__(**kw)

    def describe(self):
        return ["Named " + self.name] + super().describe()


class Aged(Base):
    def __init__(self, *, age=0, **kw):
        print("Aged", age)
        self.age = age
        super().__init__(**kw)

    def describe(self):
        return [f"Aged {self.age}"] + super().describe()


class Person(Named, Aged):
    def __init__(self, **kw):
        print("Person")
        super().__init__(**kw)


p = Person(name="Ann", age=30)
print(p.describe(), p.__dict__, [c.__name__ for c in Person.__mro__])
try:
    Person(name="x", bad=1)
except AssertionError as e:
    print("assert", e)


class LoudMixin:
    def describe(self):
        return [s.upper() for s in super().describe()]


class LoudPerson(LoudMixin, Person):
    pass


print(LoudPerson(name="Bob").describe())


class Left:
    x = "left"

    def who(self):
        return "L"


class Right:
    x = "right"
    y = "only right"

    def who(self):
        return "R"


class Both(Left, Right):
    pass


class Swapped(Right, Left):
    def who(self):
        return Left.who(self) + super().who()


print(Both.x, Both.y, Both().who(), Swapped.x, Swapped().who())


class IntList(list):
    pass


class Tagged:
    tag = "t"


class TL(Tagged, IntList):
    def __len__(self):
        return super().__len__() + 100


print(len(TL([1])), TL([1]).tag, TL([1]) == [1], isinstance(TL(), list))


class DictAndAttr(dict):
    def __getattr__(self, k):
        try:
            return self[k]
        except KeyError:
            raise AttributeError(k) from None


d = DictAndAttr(a=1)
print(d.a, hasattr(d, "b"))
