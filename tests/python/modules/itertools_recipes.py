from itertools import accumulate, chain, combinations, count, cycle, groupby, islice, permutations, product, repeat, starmap, takewhile, tee, zip_longest, filterfalse
import operator


def take(n, it):
    return list(islice(it, n))


def tabulate(f, start=0):
    return map(f, count(start))


def tail(n, it):
    from collections import deque
    return iter(deque(it, maxlen=n))


def nth(it, n, default=None):
    return next(islice(it, n, None), default)


def all_equal(it):
    g = groupby(it)
    return next(g, True) and not next(g, False)


def flatten(x):
    return chain.from_iterable(x)


def grouper(it, n, fill=None):
    return zip_longest(*[iter(it)] * n, fillvalue=fill)


def roundrobin(*its):
    nexts = cycle(iter(i).__next__ for i in its)
    pending = len(its)
    while pending:
        try:
            for n in nexts:
                yield n()
        except StopIteration:
            pending -= 1
            nexts = cycle(islice(nexts, pending))


def partition(pred, it):
    a, b = tee(it)
    return filterfalse(pred, a), filter(pred, b)


def powerset(it):
    s = list(it)
    return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))


def sieve(n):
    data = bytearray((0, 1)) * (n // 2)
    data[:3] = 0, 0, 0
    limit = int(n ** 0.5) + 1
    for p in range(3, limit, 2):
        if data[p]:
            data[p * p::p + p] = bytes(len(range(p * p, len(data), p + p)))
    data[2] = 1
    return (i for i, v in enumerate(data) if v)


print(take(3, tabulate(lambda x: x * x, 5)), list(tail(2, "abcd")), nth("abc", 1), nth("abc", 9, "none"), all_equal("aaa"), all_equal("ab"), list(flatten([[1], "a"])), list(grouper("abcdefg", 3, "x")), list(roundrobin("abc", "d", "ef")), [list(p) for p in partition(lambda x: x % 2, range(6))], list(powerset("abc")), list(sieve(50)))
print(list(accumulate(repeat(1, 5))), list(accumulate([1, 2, 3], lambda a, b: b - a)), sum(starmap(operator.mul, zip([1, 2], [3, 4]))), list(takewhile(lambda x: x < 10, accumulate(count(1)))), dict(zip("abc", count())), ["".join(p) for p in product("ab", "xy")], max(permutations([1, 3, 2])), [(k, len(list(g))) for k, g in groupby("aaabbc")], list(islice(cycle([1, 2]), 1, 6, 2)), [list(g) for k, g in groupby(range(10), lambda x: x // 4)])
