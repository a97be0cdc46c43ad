from collections import defaultdict, OrderedDict
d = defaultdict(list)
d["a"].append(1)
d["a"].append(2)
d["b"]
print(d, d.default_factory, dict(d), "zz" in d, d.get("zz"), len(d))
e = defaultdict(int, {"x": 1}, y=2)
for c in "hello":
    e[c] += 1
print(dict(e), defaultdict(lambda: "v")["k"], repr(defaultdict(None, a=1)), e.copy() == e, type(e.copy()).__name__, defaultdict(int) | {"a": 1}, type({} | defaultdict(int)).__name__)
for text in ("defaultdict(None)['k']", "defaultdict()['k']", "defaultdict(5)", "defaultdict(int)[[]]", "defaultdict(lambda: 1 / 0)['k']"):
    try:
        print(eval(text))
    except Exception as ex:
        print(text, "->", type(ex).__name__, ex)
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 5
print({k: dict(v) for k, v in nested.items()}, nested.__missing__("q") == {}, "q" in nested)


class D(defaultdict):
    def __missing__(self, key):
        return f"no {key}"


print(D(list)["z"], len(D(list)))
o = OrderedDict([("b", 1), ("a", 2), ("c", 3)])
o.move_to_end("b")
print(o, list(o))
o.move_to_end("c", last=False)
print(list(o), o.popitem(), o.popitem(last=False), o, list(reversed(o)))
x, y = OrderedDict(a=1, b=2), OrderedDict(b=2, a=1)
print(x == y, x == {"b": 2, "a": 1}, dict(x) == dict(y), x | {"c": 3}, OrderedDict.fromkeys("ab", 0), x.copy(), repr(OrderedDict()), x.setdefault("z", 5), x.pop("z"), list(x.keys()), list(x.items()))
for text in ("OrderedDict().popitem()", "x.move_to_end('nope')", "x.pop('nope')", "x['nope']", "OrderedDict(5)", "OrderedDict(1, 2)"):
    try:
        print(eval(text))
    except Exception as ex:
        print(text, "->", type(ex).__name__, ex)
try:
    for k in x:
        x[k + "2"] = 1
except RuntimeError as ex:
    print(ex)
x["a"] = 100
del x["b"]
x["b"] = 200
print(x)


class LRU(OrderedDict):
    def __init__(self, n):
        super().__init__()
        self.n = n

    def __setitem__(self, k, v):
        super().__setitem__(k, v)
        self.move_to_end(k)
        if len(self) > self.n:
            self.popitem(last=False)


l = LRU(2)
for k in "abac":
    l[k] = k.upper()
print(list(l.items()), type(x.keys()).__name__, isinstance(x, dict))
