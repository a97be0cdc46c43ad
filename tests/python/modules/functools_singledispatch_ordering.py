from functools import singledispatch, singledispatchmethod, total_ordering


@singledispatch
def show(x):
    return f"object {x}"


@show.register
def _(x: int):
    return f"int {x}"


@show.register(list)
@show.register(tuple)
def _(x):
    return f"sequence of {len(x)}"


show.register(str, lambda x: f"str {x}")


@show.register(type(None))
def none(x):
    return "none"


print(show(1), show(True), show(2.5), show([1]), show((1, 2)), show("a"), show(None), show({}))
print(show.dispatch(bool) is show.dispatch(int), show.dispatch(float).__name__, sorted(k.__name__ for k in show.registry), show.__name__)
for text in ("show()", "show.register(5)", "show.register(lambda x: 1)"):
    try:
        eval(text)
    except TypeError as e:
        print(str(e).split(" at 0x")[0])


class A:
    @singledispatchmethod
    def f(self, x):
        return "default"

    @f.register
    def _(self, x: int):
        return "int method"

    @singledispatchmethod
    @classmethod
    def c(cls, x):
        return "c default"

    @c.register
    @classmethod
    def _(cls, x: str):
        return cls.__name__ + " str"


print(A().f(1), A().f("a"), A.c(1), A.c("s"))


@total_ordering
class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n if isinstance(o, V) else NotImplemented

    def __lt__(self, o):
        return self.n < o.n if isinstance(o, V) else NotImplemented


print(V(1) < V(2), V(1) <= V(1), V(2) > V(1), V(2) >= V(3), V(1) != V(2), sorted([V(3), V(1)])[0].n)
try:
    V(1) <= 5
except TypeError as e:
    print(e)


@total_ordering
class G:
    def __init__(self, n):
        self.n = n

    def __ge__(self, o):
        return self.n >= o.n


print(G(1) < G(2), G(2) > G(1), G(1) <= G(1))
try:
    @total_ordering
    class N:
        pass
except ValueError as e:
    print(e)


class Base:
    pass


class D1(Base):
    pass


class D2(D1):
    pass


@show.register(Base)
def _(x):
    return "Base"


@show.register(D1)
def _(x):
    return "D1"


print(show(Base()), show(D1()), show(D2()))
