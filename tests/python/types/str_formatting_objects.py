class V:
    def __init__(self, x):
        self.x = x
        self.items = [x, x * 2]
        self.d = {"k": x, "1": "str one", 1: "int one"}

    def __getitem__(self, k):
        return f"item {k!r}"

    def __str__(self):
        return f"V{self.x}"


v = V(3)
print("{0.x} {0.items[1]} {0.d[k]} {0.d[1]} {0[a b]} {0[0]} {0!s} {0.x!r:>4} {0.__class__.__name__}".format(v))
print("{v.x:{w}} {v.items[0]:0{w}d}".format(v=v, w=6))
print("{:>{}}|{:{}}|{:{a}{w}}".format("a", 4, "b", 3, "c", a="^", w=5), "{0:{1}{2}}".format(1, "0", 5), "{:{}}".format(5, ">4"))
print("{a}{b}{a}".format(a=1, b=2), "{0}{1}{0}".format("x", "y"), "{}{}".format(*"pq"), "{k}".format(**{"k": "v"}), "{0[k]}".format({"k": "dict"}), "{0[0][0]}".format([["deep"]]), "{.x}".format(v), "{[0]}".format("str"))
print(format(v), f"{v}", "%s %r" % (v, "q"), "%(x)s" % vars(v), "%(k)s %(1)s" % v.d, "{:c}{:c}".format(72, 105), "{:,}{:_}".format(1234567, 1234567), "{:%}".format(0.125), "{:e}".format(12345))
print("{!r:^10}|{!s:<6}|{!a:>8}".format("a", "b", "é"), "{:s}{:>5s}".format("x", "y"), "{{{}}}".format(1), "{{}}".format(), "{:}".format(5), "{!s}".format(None), "{0:}".format("e"))
for text in ("'{0.nope}'.format(v)", "'{0[zz][1]}'.format({})", "'{:z}'.format(v)", "'{0:d}'.format(v)", "'{0.x.y}'.format(v)", "'{1}'.format(v)", "'{a.b}'.format(a=1)", "'{:>}'.format(v)", "'{0!q}'.format(v)", "'{0:{}}'.format(1)", "'{:{}}'.format(1)", "'{0 }'.format(1)", "'{0[0}'.format([1])"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
