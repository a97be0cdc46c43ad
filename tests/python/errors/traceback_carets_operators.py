# compare: stderr
import sys


def show(f):
    try:
        f()
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__)


a, b, s, d = 1, 0, "text", {"k": None}
show(lambda: a + 2 * s / 3)
show(lambda: a / b + a)
show(lambda: d["k"]["x"])
show(lambda: d["nope"] + d["k"])
show(lambda: (a + b) * (s - 1))
show(lambda: s[10] + s[0])
show(lambda: d["k"].attr.more)
show(lambda: a.foo.bar)
show(lambda: len(5) + len("x"))
show(lambda: [x for x in 5])
show(lambda: -s)
show(lambda: a < s)
show(lambda: s in 5)
show(lambda: a if b else undefined)
show(lambda: print(1, undefined, 2))
show(lambda: (1, 2, 3)[a, b])
show(lambda: a     +     s)
show(lambda: "é" * 3 + undefined_name)
show(lambda: s % 5)
show(lambda: {**5})
show(lambda: [*5])
show(lambda: d["k"]())
show(lambda: a ** b ** s)
show(lambda: not undefined)
