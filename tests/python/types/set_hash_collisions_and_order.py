class H:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, o):
        return self.n == o.n

    def __repr__(self):
        return f"H{self.n}"


s = {H(i) for i in range(20)}
print(len(s), H(5) in s, H(25) in s, sorted(h.n for h in s))
for i in range(0, 20, 3):
    s.discard(H(i))
print(len(s), sorted(h.n for h in s), H(3) in s)
s.add(H(3))
s |= {H(100), H(1)}
print(len(s), sorted(h.n for h in s & {H(1), H(3), H(999)}), sorted(h.n for h in s - {H(1)})[:3])
a = set(range(1000))
b = set(range(500, 1500))
print(len(a & b), len(a | b), len(a - b), len(a ^ b), sum(a & b), min(b - a), max(a - b))
c = set()
for i in range(10000):
    c.add(i)
    if i >= 100:
        c.remove(i - 100)
print(len(c), min(c), max(c))
d = {float(i) for i in range(10)} | {i for i in range(10)} | {True, False} | {complex(3)}
print(len(d), sorted(d, key=lambda x: x.real))
e = {"a", b"a", ("a",), 1, 1.5, None, frozenset("a"), int}
print(len(e), "a" in e, b"a" in e, frozenset("a") in e, {"a"} in e, None in e)
f = {frozenset([i, j]) for i in range(5) for j in range(5)}
print(len(f), frozenset([1, 2]) in f, frozenset([2, 1]) in f)
class Mut:
    def __init__(self, s):
        self.s = s
    def __hash__(self):
        return 1
    def __eq__(self, o):
        self.s.clear()
        return False
g = {1, 2, 3}
print(Mut(g) in g, len(g))
h = {1}
h.add(Mut(h))
print(len(h))
i = set("abc")
print(i.pop() in "abc", len(i), i.union(*["x", "y"]) >= {"x", "y"}, i.intersection() == i, i.difference() == i, set().union([1], (2,), {3: 4}) == {1, 2, 3})
print({1, 2} <= {1, 2, 3}, {1, 2} < {1, 2}, {1, 2} >= set(), {1} > {2}, {1} == {1.0}, {1} != {2}, set() < {0}, {1, 2, 3}.issuperset(iter([1])), {1}.isdisjoint(x for x in [2]))
