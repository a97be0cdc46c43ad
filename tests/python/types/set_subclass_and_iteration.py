class Counted(set):
    adds = 0

    def add(self, x):
        Counted.adds += 1
        super().add(x)


c = Counted([1, 2])
c.add(3)
c.update([4, 5])
print(sorted(c), Counted.adds, type(c | {1}).__name__, type(c.copy()).__name__, isinstance(c, set), c == {1, 2, 3, 4, 5})
c.attr = 1
print(c.__dict__, repr(Counted()), repr(Counted([7])), repr(frozenset([7])), repr({7}))
s = set(range(100))
total = 0
for x in s:
    total += x
print(total, len(s), max(s), min(s), sum(s), sorted(s)[:3])
for i in range(0, 100, 2):
    s.remove(i)
print(len(s), all(i % 2 for i in s), 50 in s, 51 in s)
s.update(range(1000, 1100))
s -= set(range(50))
print(len(s), sum(s))
it = iter({1})
print(next(it), next(it, "end"), type(it).__name__, iter({1, 2}).__length_hint__())
seen, dup = set(), []
for x in [3, 1, 3, 2, 1]:
    if x in seen:
        dup.append(x)
    seen.add(x)
print(dup, sorted(seen), {x % 5 for x in range(20)} == set(range(5)), len({(i % 7, i % 3) for i in range(100)}))
a = {1, 2, 3}
a.update(a, a | {4})
a.difference_update(a)
print(a, set() == frozenset(), bool(set()), bool({0}), {None}, {()}, set("") == set())
big = {i * i % 10007 for i in range(5000)}
print(len(big), sum(big))
words = "a b a c b d".split()
print(sorted({w: words.count(w) for w in set(words)}.items()))
