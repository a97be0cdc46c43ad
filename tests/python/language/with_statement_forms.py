class C:
    def __init__(self, n):
        self.n = n

    def __enter__(self):
        print("in", self.n, end="; ")
        return self

    def __exit__(self, *a):
        print("out", self.n, a[0] and a[0].__name__, end="; ")
        return self.n == "swallow"


with C(1): print("one line")
with C(1), C(2): print("two")
with C(1) as a, C(2) as b, C(3): print(a.n, b.n)
with (C(1)): print("paren")
with (C(1), C(2)): print("paren two")
with (C(1) as a, C(2) as b,): print("paren as", a.n, b.n)
with (C(1), C(2) as b): print(b.n)
with (C(1)) as a, (C(2)): print(a.n)
with C(1) as (a.x): print(a.x.n)
d = {}
with C(1) as d["k"], C(2) as d["j"]: print(sorted(d))
with C("a") if True else C("b") as v: print(v.n)
with (lambda: C("lambda"))() as v: print(v.n)
with C([i for i in range(2)]) as v: print(v.n)
with C("swallow"), C("inner"):
    raise ValueError
print("survived")
with C("swallow") as s:
    with C("deep"):
        raise KeyError
try:
    with C("swallow"):
        raise KeyboardInterrupt
    with C("no"):
        raise ValueError("out")
except ValueError as e:
    print(e)


def f():
    with C("f") as c:
        return c.n
    return "never"


def g():
    for i in range(3):
        with C(i):
            if i == 1:
                break
            continue
    return i


def h():
    with C("gen"):
        yield 1
        yield 2


print(f())
print(g())
print(list(h()))
x = h()
next(x)
x.close()
print()
with (
    C("multi") as m,
    C("line") as n,
):
    print(m.n, n.n)
