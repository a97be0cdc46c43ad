import weakref
import gc


class K:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, o):
        return self.n == o.n

    def __repr__(self):
        return f"K{self.n}"


v = weakref.WeakValueDictionary()
a, b = K(1), K(2)
v["a"], v["b"] = a, b
print(len(v), v["a"], sorted(v.keys()), "a" in v, v.get("zz"), sorted(v.items()) == [("a", a), ("b", b)], v.setdefault("a", b) is a)
del a
print(len(v), list(v), v.get("a"))
try:
    v["a"]
except KeyError as e:
    print("KeyError", e)
v.update({"c": b})
print(sorted(v), v.pop("c"), [r() for r in v.valuerefs()])
w = weakref.WeakKeyDictionary()
k1, k2 = K("x"), K("y")
w[k1] = "one"
w[k2] = "two"
print(len(w), w[k1], w[K("x")], sorted(w.values()), K("zz") in w, w.get(k2))
del k1
print(len(w), list(w.items()))
try:
    w[5] = 1
except TypeError as e:
    print(e)
s = weakref.WeakSet()
x, y = K(10), K(20)
s.add(x)
s.add(y)
s.add(x)
print(len(s), x in s, sorted(k.n for k in s), K(10) in s)
del x
print(len(s), [k.n for k in s])
s.discard(y)
print(len(s), bool(s))


class Node:
    def __init__(self, parent=None):
        self.parent = weakref.ref(parent) if parent else None
        self.children = []
        if parent:
            parent.children.append(self)


root = Node()
child = Node(root)
print(child.parent() is root)
del root
print(child.parent())
cyc = Node()
cyc.me = cyc
r = weakref.ref(cyc)
del cyc
print(r() is None, gc.collect() > 0, r() is None)
cache = weakref.WeakValueDictionary()


def get(n):
    k = cache.get(n)
    if k is None:
        k = cache[n] = K(n)
        print("made", n)
    return k


p = get(1)
q = get(1)
print(p is q, len(cache))
p = q = None
print(len(cache))
get(1)
print(v.copy() is v, type(w.copy()).__name__, weakref.WeakSet([b]) == weakref.WeakSet([b]))
