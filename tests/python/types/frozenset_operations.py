f = frozenset([1, 2, 3])
print(sorted(f), len(f), 2 in f, f == {1, 2, 3}, f == frozenset([3, 2, 1]), hash(f) == hash(frozenset([3, 1, 2])), {f: "key"}[frozenset([2, 1, 3])], frozenset(), repr(frozenset()), frozenset([1]))
print(sorted(f | {4}), sorted(f & {1, 2}), sorted(f - {1}), sorted(f ^ {1, 9}), f < {1, 2, 3, 4}, f.isdisjoint({7}), sorted(f.union([8])), f.copy() is f, frozenset(f) is f, {frozenset(), frozenset([1])} == {frozenset([1]), frozenset()})
for text in ("f.add(1)", "f.remove(1)", "f.update([1])", "f[0]", "frozenset(5)", "frozenset([[]])", "f | [1]", "f.clear()", "frozenset(1, 2)", "frozenset(x=1)", "f.pop()"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
g = f
g |= {10}
print(sorted(g), sorted(f), g is f, type(g).__name__)


class Tags(frozenset):
    def __new__(cls, *names):
        return super().__new__(cls, names)

    def __repr__(self):
        return "Tags(" + ",".join(sorted(self)) + ")"


t = Tags("b", "a")
print(t, t == {"a", "b"}, type(t | {"c"}).__name__, "a" in t, hash(t) == hash(frozenset("ab")), type(t.copy()).__name__)
print(hash(frozenset()) == hash(frozenset([])), frozenset("aab") == frozenset("ba"), frozenset([1, 1.0, True]), {1, 2} == frozenset([1, 2]), {frozenset([1]): 1}.get(frozenset([1])))
