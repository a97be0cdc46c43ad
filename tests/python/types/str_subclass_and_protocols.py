class S(str):
    def __new__(cls, v, tag=None):
        self = super().__new__(cls, v)
        self.tag = tag
        return self

    def __getitem__(self, i):
        return "item:" + super().__getitem__(i)

    def __len__(self):
        return 100

    def __iter__(self):
        return iter("ITER")

    def __contains__(self, x):
        return True

    def __eq__(self, o):
        return "eq!"

    __hash__ = str.__hash__

    def __add__(self, o):
        return "added " + str(o)

    def __radd__(self, o):
        return "radded"

    def __mod__(self, o):
        return "mod"

    def __format__(self, spec):
        return f"fmt<{spec}>"


s = S("hello", tag=5)
print(s, s.tag, s[0], s[1:3], len(s), list(s), "zz" in s, s == "x", s + 1, "x" + s, s % 3, f"{s:>9}", "{}".format(s), "%s" % s, s.upper(), s.replace("h", "j"), type(s.upper()).__name__, type(str(s)).__name__, ",".join([s, s]), "hello".startswith(s), "hello" in {s: 1}, int(S("12")), float(S("1.5")), s.__dict__)
print("".join(s), s.split("l"), s.find("l"), sorted(S("ba")), max(S("xy")), [*s], tuple(s), dict.fromkeys(s), s.encode(), s.join("ab"), S("a,b").split(","), "-".join(S("xy")), repr(s), ascii(S("é")))


class Path:
    def __fspath__(self):
        return "made_by_fspath.txt"


with open(Path(), "w") as f:
    f.write("content")
print(open("made_by_fspath.txt").read())


class Fmt:
    def __init__(self, x):
        self.x = x

    def __format__(self, spec):
        if spec == "bad":
            return 5
        if spec == "err":
            raise ValueError("format error")
        return f"[{self.x}|{spec}]"


print(f"{Fmt(1)} {Fmt(2):abc} {Fmt(3):{'n' * 3}}", format(Fmt(4), "q"), "{0:x}{0:y}".format(Fmt(5)), "{:{}}".format(Fmt(6), "w"))
for spec in ("bad", "err"):
    try:
        f"{Fmt(1):{spec}}"
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
class R:
    def __repr__(self):
        return S("repr subclass")
print(repr(R()), type(repr(R())).__name__, [R()])
