# Keywords and results of the constructors of subclasses.
from collections import deque
import itertools


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class WithNew(list):
    def __new__(cls, items, extra=None):
        self = super().__new__(cls, items)
        self.extra = extra
        return self


class WithInit(float):
    def __init__(self, value, extra=None):
        self.extra = extra


class Plain(float):
    pass


class Filter(itertools.filterfalse):
    def __init__(self, function, items, extra=None):
        self.extra = extra


show(lambda: (WithNew([1, 2], extra=3), WithNew([1], extra=3).extra))
show(lambda: (WithInit(2.5, extra=3), WithInit(2.5, extra=3).extra))
show(lambda: Plain(x=0))
show(lambda: (list(Filter(None, [1, 0], extra=2)), Filter(None, [], extra=2).extra))
show(lambda: itertools.filterfalse(None, [], x=1))
show(lambda: itertools.chain([], x=1))


class Liar(deque):
    pass


liar = Liar()
Liar.__new__ = lambda cls, *args, **kwargs: [42]
show(lambda: liar * 42)
show(lambda: liar + deque([1]))
show(lambda: liar.copy())


class Text(str):
    def __float__(self):
        return float(str(self)) + 1

    def __bytes__(self):
        return b"from a method"


show(lambda: (float(Text("8")), bytes(Text("x"))))
show(lambda: (1).__init__(3, 4))
show(lambda: frozenset("abc").__init__("xyz"))


class Same:
    pass


Same.__repr__ = Same.__str__
show(lambda: repr(Same()))
show(lambda: str(Same()))


class Wrong(int):
    __eq__ = str.__eq__
    __add__ = str.__add__


show(lambda: Wrong() == Wrong())
show(lambda: Wrong() + Wrong())


class Property:
    __eq__ = property(lambda self: 1 / 0)
    __lt__ = property(lambda self: self.missing)
    __add__ = property(lambda self: self.missing)


show(lambda: Property() == Property())
show(lambda: Property() < Property())
show(lambda: Property() + Property())


class Counted:
    hashed = 0

    def __init__(self, value):
        self.value = value

    def __hash__(self):
        Counted.hashed += 1
        return hash(self.value)

    def __eq__(self, other):
        return self.value == other.value


table = dict.fromkeys(map(Counted, range(10)))
again = [dict.fromkeys(set(table)), dict.fromkeys(frozenset(table), 1), dict.fromkeys(table)]
print(Counted.hashed, [len(each) for each in again])
