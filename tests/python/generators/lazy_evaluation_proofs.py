log = []


def traced(name, it):
    for x in it:
        log.append(f"{name}{x}")
        yield x


def flush():
    print(" ".join(log))
    log.clear()


pipeline = (x * 2 for x in traced("b", (x + 1 for x in traced("a", range(3)))) if x > 1)
print("built", log)
print(next(pipeline))
flush()
print(list(pipeline))
flush()
first = next(x for x in traced("f", range(100)) if x > 2)
print(first)
flush()
print(any(x > 1 for x in traced("any", range(10))), all(x < 2 for x in traced("all", range(10))))
flush()
print(dict(zip("ab", traced("z", range(10)))), max(traced("m", [3, 1])), 2 in traced("in", range(10)))
flush()
a, b, *c = traced("u", range(4))
flush()
try:
    d, e = traced("few", range(5))
except ValueError as err:
    print(err)
flush()
for x in traced("loop", range(5)):
    if x == 1:
        break
flush()
g = traced("gen", range(3))
for x in g:
    for y in g:
        print((x, y), end=" ")
flush()
print(sorted(traced("s", [2, 1])), sum(traced("sum", [1, 2])), "".join(traced("j", "xy")), [*traced("star", [1])], {**dict(traced("d", [(1, 2)]))})
flush()
inf = (n * n for n in iter(int, 1))
print(next(inf), next(inf))
def naturals(n=0):
    while True:
        yield n
        n += 1
evens = (n for n in naturals() if n % 2 == 0)
squares = (n * n for n in evens)
print([next(squares) for _ in range(4)], [n for n, _ in zip(naturals(5), range(3))])
def sieve(it):
    p = next(it)
    yield p
    yield from sieve(x for x in it if x % p)
s = sieve(naturals(2))
print([next(s) for _ in range(8)])
cached = list(traced("cache", range(2)))
print(cached, cached)
flush()
m = map(lambda x: log.append(f"m{x}") or x, [1, 2, 3])
f = filter(lambda x: log.append(f"f{x}") or x > 1, m)
print(next(f))
flush()
e = enumerate(traced("e", "ab"))
print(next(e))
flush()
