from enum import Enum, IntEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def describe(self):
        return f"{self.name}={self.value}"

    @classmethod
    def favourite(cls):
        return cls.BLUE

    @property
    def doubled(self):
        return self.value * 2


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], list(Color), len(Color), Color.CRIMSON is Color.RED, Color.CRIMSON.name, list(Color.__members__), Color.RED.describe(), Color.favourite(), Color.BLUE.doubled)
print(Color.RED == Color.RED, Color.RED == 1, Color.RED != Color.BLUE, Color.RED is Color(1), Color.RED in Color, isinstance(Color.RED, Color), type(Color.RED).__name__, hash(Color.RED) == hash(Color.RED), {Color.RED: "r"}[Color(1)], [c.name for c in reversed(Color)], f"{Color.RED}", f"{Color.RED!r:>20}", "%s" % Color.RED, str(Color), repr(Color))
for text in ("Color(9)", "Color['PINK']", "Color.PINK", "Color.RED < Color.BLUE", "Color.RED.RED", "Color.RED.value.x", "setattr(Color, 'RED', 5)", "delattr(Color, 'RED')", "Color()", "setattr(Color.RED, 'value', 2)", "1 in Color", "Color.RED + 1", "type('E', (Color,), {})"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class Auto(Enum):
    A = auto()
    B = auto()
    C = "c"
    D = ("x", 1)


try:
    class AutoBad(Enum):
        A = "x"
        B = auto()
    print(AutoBad.B.value)
except Exception as e:
    print(type(e).__name__, e)
print([(m.name, m.value) for m in Auto])
try:
    @unique
    class U(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return round(6.6743e-11 * self.mass / self.radius ** 2, 3)


print(Planet.EARTH.gravity, Planet.MARS.mass, Planet((6.421e23, 3.3972e6)).name)
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Enum("E2", ["X", "Y"])(2), Enum("E3", {"P": 10})["P"], Enum("E4", [("Q", 7)]).Q.value, Enum("E5", "A B", start=5).B.value)


class N(IntEnum):
    ONE = 1
    TWO = 2


print(N.ONE + 1, N.ONE < N.TWO, N.ONE == 1, repr(N.ONE), str(N.ONE), f"{N.ONE}", N(2), sorted([N.TWO, N.ONE]), [10, 20, 30][N.TWO], isinstance(N.ONE, int), {1: "a"}[N.ONE], max(N), N.ONE in (1, 2), "%d" % N.TWO)
