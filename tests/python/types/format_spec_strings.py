for spec in ("", "s", "5", "<5", ">5", "^5", "*^7", ".2", "5.1", "é<4", "05", "=5", "+", ",", "d", " ", "#", "^", "<", "x", ".", "5s", "-^6s", "_", "10.10", "0"):
    for s in ("abc", ""):
        try:
            print(repr(spec), repr(s), repr(format(s, spec)))
        except ValueError as e:
            print(repr(spec), repr(s), "->", e)
for value, spec in ((None, ""), ([1], ""), (None, "s"), ((), ">5"), ({}, "d"), (object, ""), (b"a", "s"), (1j, ".2f"), (1 + 2j, "10"), (1.5 - 2.25j, ".1e"), (1j, "="), (2j, "010"), (3 + 4j, ","), (3.5 + 4j, "g"), (1e20 + 1j, "+")):
    try:
        print(repr(value), repr(spec), repr(format(value, spec)))
    except (TypeError, ValueError) as e:
        print(repr(value), repr(spec), "->", type(e).__name__, e)
for text in ("format()", "format(1, 2)", "format(1, 'd', 3)", "format(1, None)"):
    try:
        print(eval(text))
    except TypeError as e:
        print(text, "->", e)


class BadFormat:
    def __format__(self, spec):
        return 5


try:
    format(BadFormat())
except TypeError as e:
    print(e)
