import functools
data = [(3, "c"), (1, "b"), (3, "a"), (2, "z"), (1, "a")]
print(sorted(data), sorted(data, key=lambda p: p[0]), sorted(data, key=lambda p: (-p[0], p[1])), sorted(data, reverse=True), min(data), max(data, key=lambda p: p[1]))
print(sorted(["b", "B", "a", "A", "ä", "1", "_", " "]), sorted(["b", "B", "a", "A"], key=str.lower), sorted("hello world"), sorted(["10", "9", "2"], key=int), sorted(["10", "9", "2"]), sorted([b"b", b"a"]), sorted([True, 0, 2, -1, 1.5]))
print(sorted({"b": 1, "a": 2}.items()), sorted({3, 1, 2}), sorted(range(5), key=lambda x: x % 3), sorted([[2], [1, 5], [1]]), sorted([(1, [2]), (1, [1])]), sorted([None, None], key=lambda x: 0), sorted([], key=5))
calls = []


def key(x):
    calls.append(x)
    return -x


x = [3, 1, 2]
x.sort(key=key)
print(x, calls)
words = "one two three four five six seven".split()
words.sort(key=lambda w: w[-1])
print(words)
words.sort(key=len, reverse=True)
print(words, list(reversed(sorted(words))))
print(sorted([5, 3, 8], key=functools.cmp_to_key(lambda a, b: b - a)), sorted(enumerate("cab"), key=lambda p: p[1]), [i for i, _ in sorted(enumerate([30, 10, 20]), key=lambda p: p[1])])
big = [(i * 7919 % 1000, i) for i in range(2000)]
s = sorted(big, key=lambda p: p[0])
print(all(a[0] < b[0] or (a[0] == b[0] and a[1] < b[1]) for a, b in zip(s, s[1:])), s[:2], s[-1])
r = sorted(big, key=lambda p: p[0], reverse=True)
print(all(a[0] > b[0] or (a[0] == b[0] and a[1] < b[1]) for a, b in zip(r, r[1:])), r[0])
for bad in ([1, "a"], [None, 1], [1j, 2j], [{}, {}], [(1, "a"), (1, 2)], [object(), object()], [[1], (1,)], ["a", b"a"]):
    try:
        print(sorted(bad))
    except TypeError as e:
        print(str(e))
nan = float("nan")
print(sorted([2, nan, 1])[0] in (1, 2) or True, sorted([float("inf"), 1, -float("inf")]), sorted([0.0, -0.0, 0]), sorted([2 ** 70, -2 ** 70, 0, 1e30]))
nearly = list(range(1000))
nearly[10], nearly[500] = nearly[500], nearly[10]
nearly.sort()
print(nearly == list(range(1000)), sorted(list(range(50)) + list(range(50)))[48:52], sorted(list(range(100))[::-1])[:3])
