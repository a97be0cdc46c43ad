for value in (5, -5, 2.5, "ab", True, None, 1j, 10 ** 20):
    for spec in ("", ">8", "<8", "^8", "*^9", "8"):
        try:
            print(repr(format(value, spec)), end=" ")
        except TypeError as e:
            print(e, end=" ")
    print()


class P:
    def __format__(self, spec):
        return f"P({spec})"


class Q:
    def __str__(self):
        return "Q-str"


class R(str):
    pass


class I(int):
    def __str__(self):
        return "I-str"


class F(float):
    def __format__(self, s):
        return "F" + super().__format__(s)


print(format(P()), format(P(), "x"), f"{P():{'a'}b}", format(Q()), format(R("r"), ">3"), format(I(5)), format(I(5), "3d"), f"{I(5)}", f"{I(5)!s}", f"{I(5)!r}", "%d %s" % (I(5), I(5)), format(F(1.5), ".2f"))
for value, spec in ((Q(), "5"), (object(), "x"), ([], ">5"), (5, "s"), ("a", "d"), (5, ".3"), (5, "c,"), (1.5, "x"), (5, "z"), (5, "<<5"), (5, "5<5<"), (5, "{"), ("a", "=5"), ("a", "+"), (5, "1000000000000000000000"), (1.5, ".1000000000000000000000"), ("a", "-5"), (5, "0x"), (1.5, "_,"), (5, "d "), (True, "s"), (10 ** 400, "f"), (10 ** 400, "e"), ("é", "\0<4"), (3, "é^7"), (3, "😀>4")):
    try:
        print(repr(spec), repr(format(value, spec)))
    except (TypeError, ValueError, OverflowError) as e:
        print(repr(spec), type(e).__name__, str(e).split(" at 0x")[0])
