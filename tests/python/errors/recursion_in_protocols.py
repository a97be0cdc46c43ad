import sys
sys.setrecursionlimit(300)


class R:
    def __str__(self):
        return str(self)

    def __hash__(self):
        return hash(self)

    def __bool__(self):
        return bool(self)

    def __contains__(self, x):
        return x in self

    def __getitem__(self, i):
        return self[i]

    def __setattr__(self, n, v):
        self.x = v

    def __add__(self, o):
        return self + o

    def __lt__(self, o):
        return self < o

    def __int__(self):
        return int(self)

    def __index__(self):
        return [1][self]

    def __enter__(self):
        with self:
            pass

    def __exit__(self, *a):
        pass

    def __format__(self, s):
        return f"{self}"

    def __next__(self):
        return next(self)

    def __get__(self, o, t):
        return o.desc

    def __reversed__(self):
        return reversed(self)

    def __abs__(self):
        return abs(self)

    def __instancecheck__(self, o):
        return isinstance(o, self)


class D:
    desc = R()


r = R()


def with_it():
    with r:
        pass


cases = {"str": lambda: str(r), "hash": lambda: hash(r), "bool": lambda: bool(r), "in": lambda: 1 in r, "getitem": lambda: r[0], "setattr": lambda: setattr(r, "a", 1), "add": lambda: r + 1, "lt": lambda: r < 1, "int": lambda: int(r), "index": lambda: [1][r], "with": with_it, "format": lambda: f"{r}", "next": lambda: next(r), "descriptor": lambda: D().desc, "reversed": lambda: reversed(r), "abs": lambda: abs(r), "isinstance": lambda: isinstance(1, r), "sorted": lambda: sorted([r, r]), "dict": lambda: {r: 1}, "print": lambda: print(r), "join": lambda: "".join([str(r)]), "any": lambda: any([r])}
for name, f in cases.items():
    try:
        f()
        print(name, "no error")
    except RecursionError as e:
        print(name, "RecursionError")


def gen():
    yield from gen()


def comp():
    return [comp() for _ in range(1)]


def lam():
    return (lambda: lam())()


def keyed():
    return sorted([1, 2], key=lambda x: keyed())


def mapped():
    return list(map(lambda x: mapped(), [1]))


def cls():
    class C:
        x = cls()
    return C


def evaluated():
    return eval("evaluated()")


def deco():
    @deco
    def f():
        pass


def finally_():
    try:
        finally_()
    finally:
        pass


def handler():
    try:
        handler()
    except ValueError:
        pass


for f in (lambda: list(gen()), comp, lam, keyed, mapped, cls, evaluated, finally_, handler):
    try:
        f()
        print("no error")
    except RecursionError:
        print("RecursionError")
print("alive", sum(range(10)))
