from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        return 0

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f"{self.name} {self.area()}"


class Square(Shape):
    name = "square"

    def __init__(self, s):
        self.s = s

    def area(self):
        return super().area() + self.s ** 2


class Partial(Shape):
    name = "partial"


print(Square(3).describe(), sorted(Shape.__abstractmethods__), Partial.__abstractmethods__, Square.__abstractmethods__)
for cls in (Shape, Partial):
    try:
        cls()
    except TypeError as e:
        print(e)


class Drawable(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, c):
        if cls is Drawable:
            return any("draw" in b.__dict__ for b in c.__mro__)
        return NotImplemented


class Pen:
    def draw(self):
        pass


print(isinstance(Pen(), Drawable), issubclass(Pen, Drawable), issubclass(int, Drawable))


class Number(ABC):
    pass


Number.register(int)
print(isinstance(5, Number), issubclass(bool, Number), isinstance("a", Number), int in Number.__subclasses__(), Number.register(str) is str, issubclass(str, Number))


@Number.register
class Registered:
    pass


print(isinstance(Registered(), Number), Registered.__mro__[1:] == (object,))
try:
    int.register(1)
except AttributeError as e:
    print(e)
try:
    Number.register(5)
except TypeError as e:
    print(e)


class Sub(Number):
    pass


try:
    Sub.register(Number)
except RuntimeError as e:
    print(e)


class Static(ABC):
    @staticmethod
    @abstractmethod
    def s():
        pass

    @classmethod
    @abstractmethod
    def c(cls):
        pass


try:
    Static()
except TypeError as e:
    print(e)
print(Static.s.__isabstractmethod__, getattr(Square.area, "__isabstractmethod__", False), isinstance(Shape, ABCMeta))
