def f(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -1:
            return "minus one"
        case 1.5:
            return "float"
        case 2 + 3j:
            return "complex"
        case "a" | "b":
            return "letter"
        case b"x":
            return "bytes"
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
        case y if y == 100:
            return f"guard {y}"
        case other:
            return f"capture {other!r}"


for v in (0, 1, 2, -1, 1.5, 2 + 3j, "a", "b", b"x", None, True, False, 100, 101, "zz", 0.0, 1.0, [], (1,)):
    print(repr(v), f(v))


def nothing(x):
    match x:
        case 1:
            return 1


print(nothing(2))
match 5:
    case n:
        print("bound", n)
print(n)


def wild(x):
    match x:
        case (1 | 2) as k:
            return ("as", k)
        case [_, _]:
            return "two"
        case _:
            return "wild"


print(wild(1), wild([1, 2]), wild("ab"), wild((3, 4)), wild(None))
match = 5
case = match + 1
_ = 7
print(match, case, _)
match (case):
    case 6: print("one line")
match case, match:
    case 6, 5:
        print("tuple subject")
