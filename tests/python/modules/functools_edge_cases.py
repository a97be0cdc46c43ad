import functools
p = functools.partial(print, "a", sep="-")
p("b", "c")
p("d", sep="+")
q = functools.partial(p, "x")
q("y")
print(q.args, q.keywords, q.func is print, functools.partial(int, base=2)("11"), [f(3) for f in (functools.partial(pow, 2), functools.partial(max, 5))])


class C:
    f = functools.partial(lambda *a: a, 1)
    g = functools.partialmethod(lambda self, *a: (type(self).__name__, a), 1)

    def add(self, a, b=0):
        return a + b
    add5 = functools.partialmethod(add, 5)


print(C().f(2), C().g(2), C().add5(), C().add5(b=1))
print(functools.reduce(lambda a, b: f"({a}{b})", "abcd"), functools.reduce(lambda a, b: a + [b], [1, 2], []), functools.reduce(max, [1, 5, 2]), functools.reduce(lambda acc, x: {**acc, x: len(x)}, ["a", "bb"], {}))


def compose(*fs):
    return functools.reduce(lambda f, g: lambda x: f(g(x)), fs, lambda x: x)


print(compose(str, lambda x: x + 1, int)("41"))


@functools.lru_cache(maxsize=None)
def lev(a, b):
    if not a or not b:
        return len(a) + len(b)
    return min(lev(a[1:], b) + 1, lev(a, b[1:]) + 1, lev(a[1:], b[1:]) + (a[0] != b[0]))


print(lev("kitten", "sitting"), lev.cache_info().currsize > 20)


@functools.lru_cache(maxsize=4)
def f(*a, **k):
    return len(a) + len(k)


print([f(1), f(1, 2), f(a=1), f(1, a=2), f(1), f("1"), f((1,))], f.cache_info())
f.cache_clear()


class Rec:
    def __init__(self):
        self.n = 0

    @functools.cached_property
    def v(self):
        self.n += 1
        return self.n

    @functools.cache
    def m(self, x):
        self.n += 10
        return x * 2


r = Rec()
print(r.v, r.v, r.m(1), r.m(1), r.n, "v" in vars(r))


@functools.singledispatch
def d(x, y=0):
    return ("default", y)


for t in (int, str, list, dict):
    d.register(t, functools.partial(lambda name, x, y=0: (name, y), t.__name__))
print(d(1), d("a", 5), d([]), d({}), d(1.5, y=2), d(True))


def wrapper(f):
    @functools.wraps(f)
    def inner(*a, **k):
        return f(*a, **k)
    inner.calls = 0
    return inner


@wrapper
@wrapper
def target(a, *, b=1):
    "doc"
    return a + b


print(target(1), target.__name__, target.__doc__, target.__wrapped__.__wrapped__.__name__, target.calls)
print(sorted("bca", key=functools.cmp_to_key(lambda a, b: (a > b) - (a < b))))
