from functools import lru_cache, cache, cached_property
calls = []


@lru_cache(maxsize=2)
def square(x):
    calls.append(x)
    return x * x


print([square(n) for n in (1, 2, 1, 3, 2, 1)], calls, square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info(), square.__name__, square.__wrapped__(5))


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(100), fib.cache_info())


@lru_cache
def plain(*a, **k):
    return a, k


print(plain(1, x=2), plain(1, x=2), plain(1.0, x=2), plain.cache_info())


@lru_cache(maxsize=None, typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info())


@lru_cache(maxsize=0)
def uncached(x):
    return x


print(uncached(1), uncached(1), uncached.cache_info())
for text in ("plain([])", "lru_cache(maxsize='a')", "lru_cache(1)(2)", "square()"):
    try:
        print(eval(text))
    except TypeError as e:
        print(text, "->", e)


@lru_cache
def failing(x):
    calls.append("f")
    raise ValueError(x)


for _ in range(2):
    try:
        failing(1)
    except ValueError as e:
        print(e, failing.cache_info())


class C:
    count = 0

    @cached_property
    def value(self):
        """doc"""
        C.count += 1
        return C.count * 10

    @lru_cache(maxsize=8)
    def method(self, x):
        return x + 1


c = C()
print(c.value, c.value, c.__dict__, C.value.__doc__, c.method(1), C.method.cache_info().misses)
del c.value
print(c.value)
c.value = 5
print(c.value)


class S:
    __slots__ = ()

    @cached_property
    def v(self):
        return 1


try:
    S().v
except TypeError as e:
    print(e)


@lru_cache(maxsize=3)
def big(n):
    return n


for i in range(100):
    big(i % 4)
print(big.cache_info())
