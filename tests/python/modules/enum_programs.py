from enum import Enum, Flag, IntEnum, auto


class Op(Enum):
    ADD = "+"
    SUB = "-"
    MUL = "*"

    def __call__(self, a, b):
        return {"+": a + b, "-": a - b, "*": a * b}[self.value]

    @classmethod
    def parse(cls, text):
        for op in cls:
            if op.value in text[1:]:
                a, b = text.split(op.value, 1)
                return op, int(a), int(b)
        raise ValueError(text)


for text in ("3+4", "10-7", "6*7"):
    op, a, b = Op.parse(text)
    print(text, op, op(a, b))


class Perm(Flag):
    NONE = 0
    READ = 1
    WRITE = 2
    ALL = READ | WRITE

    @property
    def text(self):
        return "".join(c if p in self else "-" for c, p in (("r", Perm.READ), ("w", Perm.WRITE)))


print([p.text for p in (Perm.NONE, Perm.READ, Perm.ALL)], Perm.ALL & ~Perm.READ, Perm.READ | Perm.WRITE is Perm.ALL, bool(Perm.NONE))


class Level(IntEnum):
    LOW = 1
    MID = 5
    HIGH = 10

    @classmethod
    def of(cls, n):
        return max((l for l in cls if l <= n), default=cls.LOW)


print([Level.of(n).name for n in (0, 1, 4, 5, 50)], Level.MID > Level.LOW, sorted(Level, reverse=True), Level.HIGH * 2, range(Level.LOW, Level.MID), {Level.LOW: "l"}[1])


def f(x):
    match x:
        case Op.ADD:
            return "add"
        case Op.SUB | Op.MUL:
            return "other op"
        case Level():
            return f"level {x.name}"
        case Perm.READ:
            return "read"
        case _:
            return "?"


print([f(x) for x in (Op.ADD, Op.MUL, Level.MID, Perm.READ, 1, "+")])


class Base(Enum):
    def hello(self):
        return f"hello from {self.name.lower()}"

    @staticmethod
    def static():
        return "static"

    def __str__(self):
        return f"<{self.value}>"


class Derived(Base):
    X = 1
    Y = 2


print(Derived.X.hello(), Derived.static(), str(Derived.Y), f"{Derived.X}", f"{Derived.X:>5}", repr(Derived.Y), [str(d) for d in Derived])
seen = {}
for m in Derived:
    seen[m] = seen.get(m, 0) + 1
print(len(seen), Derived.X in seen, Derived(1) is Derived.X, Derived.X is Derived["X"], Derived.X.__class__ is Derived, list(Derived.__members__.items())[0][0])
import copy
print(copy.copy(Derived.X) is Derived.X, copy.deepcopy([Derived.Y])[0] is Derived.Y, hash(Derived.X) == hash("X"), Derived.X != Derived.Y, not Derived.X)
try:
    Derived.X.value = 5
except AttributeError as e:
    print(e)
try:
    Derived.Z = 3
    print("class attribute set", Derived.Z, len(Derived))
except AttributeError as e:
    print(e)
