from collections import Counter
c = Counter("mississippi")
print(c, c["s"], c["zz"], c.most_common(2), c.most_common(), len(c), sum(c.values()), c.total(), sorted(c.elements()), "zz" in c)
d = Counter(a=3, b=1)
d.update("ab")
d.update({"a": 10}, z=1)
d.subtract("zz")
print(d, d + Counter(a=1), d - Counter(a=20), d & Counter(a=2, b=5), d | Counter(a=2, q=5), +d, -d)
d += Counter(q=1)
print(d)
d -= Counter(a=100)
print(d)
d["new"] += 5
del d["nothing"]
print(d, Counter(), Counter([1, 1, 2]), Counter({"x": 0}), repr(Counter(b=1, a=1)), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1), Counter(a=2, b=0) >= Counter(a=1))
for text in ("Counter(5)", "Counter(1, 2)", "Counter.fromkeys('a')", "Counter(a='x').most_common(1)", "Counter('a') + 5", "Counter('ab').update(5)", "Counter(a=1).most_common(-1)", "Counter(a='x').total()"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
e = c.copy()
e.clear()
print(e, type(c.copy()).__name__, dict(Counter("aab")), list(Counter("hello")), set(Counter("aab")) == {"a", "b"}, Counter("abc").keys() & {"a"}, isinstance(c, dict), max(c, key=c.get), sorted(c.items(), key=lambda t: (-t[1], t[0])))
print(Counter(w for w in "a b a c a".split()).most_common(1), Counter(map(len, ["a", "bb", "c"])), Counter("a" * 1000)["a"], Counter([1.0, 1, True]), Counter(range(5)).most_common(2), Counter({"x": -1, "y": 2}).elements().__class__.__name__)


class C2(Counter):
    pass


print(C2("aa"), type(C2("a") + C2("b")).__name__)
import heapq
print(heapq.nlargest(2, c.items(), key=lambda t: t[1])[0][1])
