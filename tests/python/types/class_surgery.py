# Classes changed while they are in use: nothing falls over.


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Vanishing:
    def __iter__(self):
        return self

    def __next__(self):
        del Vanishing.__next__
        return 1


def loop():
    for item in Vanishing():
        print("item", item)


show(loop)
show(lambda: next(Vanishing()))
show(lambda: iter(Vanishing()))


class ReadyMeta(type):
    def mro(cls):
        cls.__dict__["function"]()
        return super().mro()


seen = None


class WithCell(metaclass=ReadyMeta):
    def function():
        global seen
        seen = __class__


print(seen is WithCell)


class Reversed(type):
    def mro(cls):
        return type.mro(cls)[::-1]


class Upside(metaclass=Reversed):
    def method(self):
        return "method"


print([cls.__name__ for cls in Upside.__mro__], Upside().method())

ready = False


class Tangle(type):
    def mro(cls):
        if ready:
            if cls.__name__ == "First":
                Second.__bases__ = (First,)
            if cls.__name__ == "Second":
                First.__bases__ = (Second,)
        return type.mro(cls)


class Root(metaclass=Tangle):
    pass


class First(Root):
    pass


class Second(Root):
    pass


ready = True


def tangle():
    First.__bases__ += ()


show(tangle)


class Base:
    pass


class Meta(type, Base):
    pass


class Made(metaclass=Meta):
    def method(self):
        return "made"


descriptor = Base.__dict__["__dict__"]
made = Made()
print(made.method(), type(descriptor.__get__(Made)).__name__)


def replace():
    descriptor.__set__(Made, {})


try:
    replace()
except (AttributeError, TypeError):
    print("the dict of a class stays")
print(made.method())
show(lambda: type.__setattr__(Made, b"x", None))
show(lambda: type.__getattribute__(Made, b"x"))


