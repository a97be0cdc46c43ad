print(sorted([3, 1, 2]), sorted("banana"), sorted({"b": 1, "a": 2}), sorted((3, 1), reverse=True))
print(sorted(["b", "A", "c"], key=str.lower), sorted([-3, 2, -1], key=abs, reverse=True))
people = [("ann", 30), ("bob", 25), ("cid", 30), ("dan", 25)]
print(sorted(people, key=lambda p: p[1]))
print(sorted(people, key=lambda p: p[1], reverse=True))
print(sorted([[2, 1], [1, 9], [1, 2]]), sorted([1, 0.5, True, -1]))
x = [5, 3, 4]
print(x.sort(), x)
x.sort(reverse=True)
print(x)
print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed((1, 2))), list(reversed({"a": 1, "b": 2})), list(reversed(range(3))))
for text in ("sorted([1, 'a'])", "sorted(5)", "sorted()", "sorted([1], 2)", "[3].sort(5)", "reversed({1})", "reversed(5)", "sorted([1, 2], key=5)",
             "sorted([None, None])", "sorted([1j, 2j])", "[].sort(key=1, foo=2)", "reversed(x for x in [])"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
data = [(i * 7919) % 101 for i in range(200)]
s = sorted(data)
print(all(a <= b for a, b in zip(s, s[1:])), s[:5], s[-5:], len(s))


def key(x):
    if x == 3:
        raise ValueError("in key")
    return x


items = [1, 2, 3]
try:
    items.sort(key=key)
except ValueError as e:
    print(e, items)


class L:
    def __init__(self, n):
        self.n = n

    def __lt__(self, o):
        return self.n < o.n


print([l.n for l in sorted([L(2), L(3), L(1)])])
