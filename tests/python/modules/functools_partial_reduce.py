from functools import partial, reduce, partialmethod, cmp_to_key, wraps, update_wrapper, WRAPPER_ASSIGNMENTS
p = partial(int, base=2)
print(p("101"), p.func is int, p.args, p.keywords, p("ff", base=16), partial(max, 5)(3), partial(partial(max, 1), 2)(0))
q = partial(lambda *a, **k: (a, sorted(k.items())), 1, 2, x=3)
print(q(4, y=5), q(x=9), repr(p), q.args, partial(q, 7, z=1).args, partial(q, 7, z=1).keywords)
p.attr = "dict"
print(p.attr, p.__dict__)
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7), reduce(max, [3, 9, 2], 5), reduce(lambda a, b: b + a, "abc"), reduce(lambda a, b: a, iter([1])))
for text in ("reduce(max, [])", "reduce(max, 5)", "reduce(5, [1, 2])", "reduce(max)", "partial()", "partial(5)", "partial(int)('x')", "reduce(max, [1], 2, 3)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state, extra=0):
        self.alive = state
        return extra
    set_alive = partialmethod(set_state, True)
    set_dead = partialmethod(set_state, False, extra=5)


c = Cell()
print(c.set_alive(), c.alive, c.set_dead(), c.alive)
words = ["b", "A", "c"]
print(sorted(words, key=cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
K = cmp_to_key(lambda a, b: a - b)
print(K(1) < K(2), K(1) == K(1), K(3) >= K(2), K(5).obj)
try:
    hash(K(1))
except TypeError as e:
    print(e)


def deco(f):
    @wraps(f)
    def wrapper(*a):
        """wrapper doc"""
        return f(*a)
    return wrapper


@deco
def original(x: int) -> str:
    """original doc"""
    return x


original.tag = 1
print(original.__name__, original.__doc__, original.__wrapped__.__name__, original.__annotations__, original.__qualname__, original.__module__, WRAPPER_ASSIGNMENTS)
w = update_wrapper(lambda: 0, len, assigned=("__name__",), updated=())
print(w.__name__, w.__wrapped__ is len)
