class A:
    x = 1

    def __init__(self):
        self.y = 2


a = A()
print(getattr(a, "x"), getattr(a, "y"), getattr(a, "z", 3), hasattr(a, "x"), hasattr(a, "z"))
setattr(a, "z", 4)
setattr(A, "w", 5)
print(a.z, a.w, vars(a))
delattr(a, "z")
print(hasattr(a, "z"))
setattr(a, "not an identifier", 1)
print(getattr(a, "not an identifier"), sorted(a.__dict__))
for text in ("getattr(a, 'q')", "getattr(a, 1)", "setattr(a, 1, 2)", "hasattr(a, 1)", "delattr(a, 'q')", "getattr(a)", "getattr(1, 'q')", "setattr(1, 'q', 1)",
             "delattr(1, 'real')", "setattr(int, 'q', 1)", "getattr(A, 'q')", "getattr([], 'q')", "setattr(object(), 'q', 1)", "getattr(None, 'x')", "getattr(len, 'q')",
             "setattr(len, 'q', 1)", "setattr('a', 'upper', 1)", "delattr(A, 'nope')", "setattr(a, 'x')", "(5).x", "(lambda: 0).q", "A.x.y"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class P:
    @property
    def bad(self):
        raise ValueError("in property")

    @property
    def missing(self):
        raise AttributeError("custom message")


p = P()
print(hasattr(p, "missing"), getattr(p, "missing", "default"))
try:
    hasattr(p, "bad")
except ValueError as e:
    print(e)
try:
    p.bad = 1
except AttributeError as e:
    print(e)
