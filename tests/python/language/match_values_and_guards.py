class Color:
    RED = 1
    GREEN = 2

    class Deep:
        X = "deep"


import math


def f(v):
    match v:
        case Color.RED:
            return "red"
        case Color.GREEN:
            return "green"
        case Color.Deep.X:
            return "deep x"
        case math.pi:
            return "pi"
        case _:
            return "?"


print([f(v) for v in (1, 2, "deep", math.pi, 3, 1.0)])


def log(name, result):
    print("guard", name, result)
    return result


def g(v):
    match v:
        case x if log("first", x > 5):
            return "first"
        case x if log("second", x > 2):
            return "second"
        case _:
            return "rest"


print(g(9), g(4), g(1))


class Eq:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print("eq", self.name, other)
        return other == 3


match Eq("subject"):
    case 1:
        print("one")
    case 2 | 3:
        print("two or three")
x = "kept"
match [1, 2]:
    case [x, 3]:
        print("no")
    case _:
        print("after failed pattern", x)


def walk(tree):
    match tree:
        case ("+", a, b):
            return walk(a) + walk(b)
        case ("*", a, b):
            return walk(a) * walk(b)
        case ("neg", a):
            return -walk(a)
        case int() | float():
            return tree
        case str(name):
            return {"x": 10}[name]
        case unknown:
            raise ValueError(f"bad {unknown!r}")


print(walk(("+", 1, ("*", ("neg", 2), "x"))))
try:
    walk(["?"])
except ValueError as e:
    print(e)


def command(line):
    match line.split():
        case ["go", ("north" | "south") as d]:
            return f"going {d}"
        case ["get", *items] if items:
            return f"taking {', '.join(items)}"
        case ["quit" | "exit"]:
            return "bye"
        case [verb]:
            return f"cannot {verb}"
        case []:
            return "?"
        case _:
            return "what"


print([command(c) for c in ("go north", "go up", "get a b", "get", "quit", "exit", "dance", "", "a b c")])
for i in range(4):
    match i:
        case 1:
            continue
        case 3:
            break
    print("i", i)
try:
    match 1:
        case missing.name:
            pass
except NameError as e:
    print(e)
