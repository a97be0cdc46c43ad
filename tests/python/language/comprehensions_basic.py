print([x * x for x in range(5)])
print([x for x in range(20) if x % 2 if x % 3])
print([(x, y) for x in range(3) for y in range(x)])
print({x % 3 for x in range(10)}, {x: x * x for x in range(4)})
print(list(x for x in "abc"), sum(x for x in range(10)), tuple(i for i in [1]))
print([[j for j in range(i)] for i in range(4)])
m = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in m] for i in range(3)], [x for row in m for x in row])
x = "outer"
print([x for x in range(3)], x)
print([i if i % 2 else -i for i in range(5)])
print({k: v for k, v in zip("abc", range(3))}, {v: k for k, v in {"a": 1}.items()})
print([a + b for a, b in [(1, 2), (3, 4)]], [first for first, *_ in ["ab", "cd"]])
print([f(2) for f in [lambda n: n + 1, lambda n: n * 10]])
print(len([0 for _ in range(1000)]), max((len(w), w) for w in "the quick brown".split()))


def scoped():
    k = 10
    return [k * i for i in range(3)], {k + i for i in range(1)}


print(scoped())
print([y for x in [1, 2] for y in [x, x * 10] if y != 2])
try:
    [1 / i for i in (1, 0)]
except ZeroDivisionError as e:
    print(e)
print([n for n in range(2, 30) if all(n % d for d in range(2, n))])
print({i: {j: i * j for j in range(2)} for i in range(2)})
