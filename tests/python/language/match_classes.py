class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Point3(Point):
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


class Plain:
    def __init__(self, **kw):
        self.__dict__.update(kw)


def f(v):
    match v:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on y at {y}"
        case Point3(x, y, z=5):
            return f"3d {x} {y} z=5"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point(Point(a, b), c):
            return f"nested {a} {b} {c}"
        case Point():
            return "some point"
        case Plain(kind="a", value=str(s)):
            return f"plain a {s}"
        case Plain(kind=k):
            return f"plain {k}"
        case int(n) if n > 100:
            return f"big int {n}"
        case bool(b):
            return f"bool {b}"
        case int() | float() as num:
            return f"number {num}"
        case str("x"):
            return "literal x"
        case str() as s:
            return f"str {s}"
        case [int(a), str(b)]:
            return f"list {a} {b}"
        case dict(d):
            return f"dict {d}"
        case tuple((a, b)):
            return f"tuple {a} {b}"
        case type():
            return "a class"
        case _:
            return "other"


for v in (Point(0, 0), Point(0, 7), Point3(1, 2, 5), Point(4, 4), Point(Point(1, 2), 3), Point(8, 9), Plain(kind="a", value="v"), Plain(kind="a", value=5), Plain(), 500, True, 5, 2.5, "x", "yy", [1, "b"], {"k": 1}, (1, 2), (1, 2, 3), int, None):
    print(f(v))


class NoArgs:
    pass


class BadArgs:
    __match_args__ = ["x"]


class BadItem:
    __match_args__ = (1,)


def attempt(case):
    try:
        exec(f"match obj:\n  case {case}:\n    print('matched')\n  case _:\n    print('no match')")
    except TypeError as e:
        print(case, "->", e)


for obj, case in ((NoArgs(), "NoArgs(1)"), (Point(1, 2), "Point(1, 2, 3)"), (BadArgs(), "BadArgs(1)"), (BadItem(), "BadItem(1)"), (Point(1, 2), "Point(1, x=2)"), (5, "int(1, 2)"), (5, "f(1)"), (NoArgs(), "NoArgs(a=1)"), (5, "object()"), (5, "obj(1)"), (5, "int(real=5)")):
    attempt(case)
