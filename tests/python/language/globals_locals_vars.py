a = 1
globals()["b"] = 2
print(b, "a" in globals(), globals()["a"], locals() is globals())


def f(x, y=2):
    z = 3
    d = locals()
    d["x"] = 100
    new = 5
    return x, sorted(d), sorted(locals())


print(f(1))


def g():
    return locals()


print(g())


def outer():
    v = 1

    def inner():
        v
        w = 2
        return locals()
    return inner(), sorted(locals())


print(outer())


class C:
    x = 1
    print(sorted(k for k in locals() if not k.startswith("__")))
    locals()["y"] = 2


print(C.y, sorted(k for k in vars(C) if not k.startswith("__")))
o = C()
o.attr = 5
vars(o)["other"] = 6
print(o.other, vars(o))
print([sorted(locals()) for _ in range(1)][0][:2], len([1 for k in vars() if k == "a"]))


def comp():
    q = 1
    return [sorted(locals()) for z in range(1)]


print(comp())


def deleted():
    p = 1
    del p
    r = 2
    return locals()


print(deleted())
print(f.__globals__ is globals(), __name__, f.__globals__["a"])
import math
print(vars(math)["pi"] == math.pi, sorted(vars(type("T", (), {"k": 1})))[-1])
try:
    vars(5)
except TypeError as e:
    print(e)


def dyn():
    globals()["made_in_function"] = "yes"


dyn()
print(made_in_function)
del globals()["made_in_function"]
try:
    made_in_function
except NameError as e:
    print(e)


def gen():
    k = 1
    yield locals()
    k = 2
    yield locals()


print([dict(d) for d in gen()])
