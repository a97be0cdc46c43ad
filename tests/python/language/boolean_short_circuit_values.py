class T:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        print("bool", self.name, end="; ")
        return self.truth

    def __repr__(self):
        return self.name


t, f = T("t", True), T("f", False)
print(t and f, t or f, f and t, f or t, not t, not f)
print(t and t and f, f or f or t, (t and f) or t, t if f else f, not (t and f))
if t and not f:
    print("if")
while f or not t:
    print("never")
print([x for x in (t, f) if x])
print(all([t, f, t]), any([f, t, f]))
assert t
print(bool(t), [bool(x) for x in (t, f)])
if not t or f:
    print("no")
elif t and t:
    print("elif")
x = 5
print(x > 3 and "big" or "small", x < 3 and "small" or "big", None or [] or 0, 1 and [] and 2, x and None)
print((x or 1 / 0), (0 and 1 / 0), (x if True else 1 / 0), any(v > 2 for v in [1, 3, 1 / 1]))


class Bad:
    def __bool__(self):
        raise ValueError("no truth")


for text in ("not Bad()", "Bad() and 1", "1 if Bad() else 2", "bool(Bad())", "[x for x in [1] if Bad()]", "any([Bad()])", "1 and Bad()", "Bad() or 1"):
    try:
        print(text, type(eval(text)).__name__)
    except ValueError as e:
        print(text, "->", e)
def side(n):
    print("side", n, end="; ")
    return n
print(side(0) or side(1) and side(2) or side(3))
print((side(1) and side(0)) or (side(0) and side(1)) or side(5))
