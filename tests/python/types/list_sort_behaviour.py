class K:
    def __init__(self, k, tag):
        self.k, self.tag = k, tag

    def __lt__(self, other):
        return self.k < other.k

    def __repr__(self):
        return f"{self.k}{self.tag}"


items = [K(i % 3, chr(97 + i)) for i in range(10)]
print(sorted(items), sorted(items, reverse=True))
x = [5, 2, 9, 1]
x.sort()
x.sort(key=lambda v: -v)
print(x)
words = "the quick brown fox jumps over the lazy dog".split()
print(sorted(words), sorted(words, key=len), sorted(words, key=lambda w: (len(w), w), reverse=True), sorted(words, key=str.upper))
for n in (0, 1, 2, 31, 32, 33, 63, 64, 65, 500, 1000):
    data = [(i * 7919 + 13) % 1009 for i in range(n)]
    up = sorted(data)
    assert all(up[i] <= up[i + 1] for i in range(n - 1)) and sorted(up) == up and sorted(data, reverse=True) == up[::-1]
    saw = sorted(data[:n // 2]) + sorted(data[n // 2:], reverse=True)
    assert sorted(saw) == up
    pairs = sorted([(v % 10, i) for i, v in enumerate(data)], key=lambda p: p[0])
    assert all(a < b for a, b in zip(pairs, pairs[1:]))
print("ok")
mixed = [1, 2.5, True, -3, 10 ** 30, 0.1]
print(sorted(mixed))
try:
    x = [3, "a", 1]
    x.sort()
except TypeError as e:
    print(e, sorted(map(str, x)))
x = [3, 1, 2]


def peek(v):
    print("during", x)
    return v


x.sort(key=peek)
print(x)


def mutate(v):
    y.append(v)
    return v


y = [3, 1, 2]
try:
    y.sort(key=mutate)
except ValueError as e:
    print(e)
print(sorted([(1, "b"), (1, "a"), (0, "z")]), sorted(["b", "ab", ""], key=lambda s: s[::-1]), sorted([float("inf"), -1, float("-inf")]))
calls = []


class C:
    def __lt__(self, o):
        calls.append(1)
        return False


sorted([C() for _ in range(10)])
print(len(calls))
