# super().method(…) at one place in the code, as classes, methods and super itself change.


def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


class Base:
    def name(self):
        return "Base"

    @classmethod
    def made(cls):
        return cls.__name__

    @staticmethod
    def fixed():
        return "fixed"

    @property
    def value(self):
        return lambda: "value"


class Left(Base):
    def name(self):
        return "Left " + super().name()


class Right(Base):
    def name(self):
        return "Right " + super().name()


class Both(Left, Right):
    def name(self):
        return "Both " + super().name()

    def made(self):
        return super().made()

    def fixed(self):
        return super().fixed()

    def get(self):
        return super().value()

    def missing(self):
        return super().missing()

    def replaced(self):
        self = Left()
        return super().name()

    def deleted(self):
        del self
        return super().name()

    def gathered(*args):
        return super().name()

    def inner(self):
        return [super().name() for _ in range(1)]

    def within(self):
        def nested(first):
            return super().name()

        return nested(self)

    def in_cell(self):
        def keep():
            return self

        return super().name(), keep() is self


# The same places for several classes of self, twice each.
for receiver in [Left(), Both(), Right(), Both(), Left(), Both()]:
    print(receiver.name())
both = Both()
for _ in range(3):
    for method in ["made", "fixed", "get", "missing", "replaced", "deleted", "gathered", "inner",
                   "within", "in_cell"]:
        show(getattr(both, method))

# A base that changes between calls.
Right.name = lambda self: "new Right"
print(both.name())
Left.name = 7
show(both.name)
del Left.name
print(both.name())
Base.extra = lambda self: "extra"


class Late(Both):
    def extra(self):
        return "Late " + super().extra()


print(Late().extra())
Both.__bases__ = (Right,)
Right.extra = lambda self: "of Right"
print(Late().extra(), both.name())


# One code object, several classes.
def build(base):
    class Made(base):
        def name(self):
            return "made of " + super().name()

    return Made


made = [build(base)() for base in (Base, Left, Right)]
for _ in range(2):
    print([one.name() for one in made])


# __class__ is a variable like others.
class Moved(Base):
    def move(self, target):
        def change():
            nonlocal __class__
            __class__ = target

        change()
        return super().name()

    def name(self):
        return "Moved " + super().name()


moved = Moved()
print(moved.name())
show(lambda: moved.move(5))
show(lambda: moved.move(Both))
show(lambda: moved.move(Moved))
print(moved.name())


# super itself is a name like others.
class Shadowed(Base):
    def name(self):
        return super().name()


shadowed = Shadowed()
print(shadowed.name())


class Other:
    def name(self):
        return "another super"


super = Other
print(shadowed.name())
del super
print(shadowed.name())


class Local(Base):
    def name(self):
        super = Other
        return super().name()


print(Local().name())


# Numbers, classes and exceptions as self.
class Whole(int):
    def __add__(self, other):
        return Whole(super().__add__(other))


total = Whole(0)
for number in range(5):
    total = total + number
print(total, type(total).__name__)


class Meta(type):
    def __call__(cls, *args):
        return ["made", super().__call__(*args)][0]

    def mro(cls):
        return super().mro()


class Product(metaclass=Meta):
    pass


print(Product(), Product.mro() == [Product, object])


class Problem(Exception):
    def __init__(self, *args, **keywords):
        super().__init__(*args, **keywords)


print(repr(Problem(1, 2)))
show(lambda: Problem(extra=1))


class Plain:
    def __init__(self, *args):
        super().__init__(*args)


Plain()
show(lambda: Plain(1))


async def wait(receiver):
    return receiver


class Waiting(Base):
    async def name(self):
        return "waited " + super().name()

    def several(self):
        yield super().name()
        yield super().name()


try:
    Waiting().name().send(None)
except StopIteration as stop:
    print(stop.value)
print(list(Waiting().several()))
