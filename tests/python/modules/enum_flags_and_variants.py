from enum import Flag, IntFlag, StrEnum, Enum, auto, EnumMeta, KEEP, CONFORM, EJECT, STRICT, verify, UNIQUE, CONTINUOUS, member, nonmember, global_enum


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


p = Perm.R | Perm.X
print(p, repr(p), p.value, Perm.R in p, Perm.W in p, p & Perm.R, p ^ Perm.R, ~Perm.R, Perm.RW, list(p), len(p), bool(Perm(0)), repr(Perm(0)), Perm(3), Perm(5), list(Perm), p.name)
for text in ("Perm(64)", "Perm.R | 1", "Perm.R < Perm.W", "Perm('x')", "Perm['Q']"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, str(e).split("\n"))


class IF(IntFlag):
    A = 1
    B = 2
    C = 4


print(IF.A | IF.B, repr(IF.A | IF.B), IF.A | 8, repr(IF(16)), IF.A + 1, IF.A == 1, ~IF.A, IF(7), IF.A in IF(3), int(IF.C), f"{IF.B}", list(IF(5)), IF.A & 3, isinstance(IF.A | IF.B, IF))


class S(StrEnum):
    X = auto()
    LONG_NAME = auto()
    Y = "why"


print(S.X, repr(S.X), S.LONG_NAME.value, S.Y == "why", S.Y.upper(), f"{S.Y}", S("x"), isinstance(S.X, str), "-".join(S))
try:
    class Bad(StrEnum):
        A = 5
except TypeError as e:
    print(e)


class Order(Enum):
    def __lt__(self, o):
        return self.value < o.value
    LOW = 1
    HIGH = 2


print(Order.LOW < Order.HIGH, max(Order))


class Named(Enum):
    def _generate_next_value_(name, start, count, last):
        return name.lower() + str(count)
    FOO = auto()
    BAR = auto()


print([m.value for m in Named])


class Missing(Enum):
    A = 1

    @classmethod
    def _missing_(cls, v):
        return cls.A if v == "default" else None


print(Missing("default"))
try:
    Missing("other")
except ValueError as e:
    print(e)


class WithNew(Enum):
    def __new__(cls, code, text):
        obj = object.__new__(cls)
        obj._value_ = code
        obj.text = text
        return obj
    OK = (200, "fine")
    BAD = (500, "broken")


print(WithNew(200).text, WithNew.BAD.value, WithNew.BAD)


class Mixed(float, Enum):
    HALF = 0.5


class Ignored(Enum):
    _ignore_ = ["tmp"]
    tmp = 5
    A = tmp

    @member
    def B():
        pass
    C = nonmember(10)

    class Inner:
        pass


print(Mixed.HALF * 2, repr(Mixed.HALF), Mixed(0.5), list(Ignored.__members__)[:2], Ignored.C, hasattr(Ignored, "tmp"))


class K(Flag, boundary=KEEP):
    A = 1


class E(Flag, boundary=EJECT):
    A = 1


class Cf(Flag, boundary=CONFORM):
    A = 1


print(repr(K(9)), E(9), repr(Cf(9)), type(E(9)).__name__)
try:
    @verify(CONTINUOUS)
    class Gap(Enum):
        A = 1
        C = 3
except ValueError as e:
    print(e)
try:
    class Empty(Perm):
        Z = 1
except TypeError as e:
    print(e)
print(dir(Order), EnumMeta.__name__, Perm.__call__.__name__ if hasattr(Perm, "__call__") else "", Order.LOW.__class__, Order.__doc__)
