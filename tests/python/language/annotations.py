x: int = 5
y: "str"
z: (1 + 2) = "value"
print(__annotations__, x, z)
try:
    print(y)
except NameError as e:
    print(e)


def f(a: int, b: "quoted" = 2, *args: list, c: print("evaluated") = 3, **kw: dict) -> "result":
    local: undefined_name_is_not_evaluated = 5
    other: int
    return local


print(f.__annotations__, f(1))


class C:
    a: int
    b: str = "x"
    c: "C"
    __private: int = 1

    def m(self) -> "C":
        self.attr: int = 5
        return self


print(C.__annotations__, hasattr(C, "a"), C().m().attr, C.m.__annotations__)


class D(C):
    pass


print("__annotations__" in D.__dict__, D.__annotations__ if D.__annotations__ is C.__annotations__ else "own")
d = {}
d["k"]: int = 7
(v): int = 8
C.new: str = "set"
print(d, v, C.new, sorted(__annotations__))


def order():
    print("target")
    return d


order()["q"]: print("annotation") = print("value")
lambda_with = lambda a, b=1: a
print(lambda_with.__annotations__)
f.__annotations__["extra"] = 1
print(f.__annotations__["extra"])
f.__annotations__ = {}
print(f.__annotations__)
del f.__annotations__
print(f.__annotations__)
try:
    f.__annotations__ = 5
except TypeError as e:
    print(e)


def unbound():
    w: int
    try:
        return w
    except UnboundLocalError as e:
        return str(e)


print(unbound())
try:
    exec("q: undefined_here = 1")
except NameError as e:
    print(e)
ns = {}
exec("from __future__ import annotations\ndef g(a: undefined, b: 1 + 2 = 3, *c: x.y[0], d: 'q' = None) -> [1, (2, 3), {4: f'{x!r:>5}'}, lambda z, *k: not -z ** 2, x if y else z, a < b <= c, *w, s[1:2, ::3], (yy for yy in xx)]: pass\nx: List[int] = 0", ns)
for k, v in ns["g"].__annotations__.items():
    print(k, v)
print(ns["__annotations__"])
