class M:
    def __init__(self, v):
        self.v = v

    def __matmul__(self, o):
        return f"{self.v}@{getattr(o, 'v', o)}"

    def __rmatmul__(self, o):
        return f"{o}@r{self.v}"

    def __imatmul__(self, o):
        self.v = f"{self.v}@={o}"
        return self


a, b = M("a"), M("b")
print(a @ b, a @ 1, 1 @ a, "s" @ a)
c = a
c @= 5
print(a.v, c is a)
x = [1]
try:
    x @ [2]
except TypeError as e:
    print(e)
try:
    x @= 2
except TypeError as e:
    print(e)
print(a @ b + "x", M(1) @ M(2) * 2)


@(lambda f: f() or f)
def g():
    print("called by decorator")


def deco(f):
    return f


class NS:
    deco = staticmethod(deco)
    items = [deco]


@NS.deco
@NS.items[0]
@(deco if a else None)
@deco
def h():
    return "h"


print(h())
import operator
print(operator.matmul(b, 3), operator.imatmul(M("q"), 1).v)
