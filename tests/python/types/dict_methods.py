d = {"a": 1, "b": 2}
d["c"] = 3
print(d, len(d), d["a"], d.get("a"), d.get("z"), d.get("z", 0), "a" in d, "z" not in d, list(d), d.keys(), d.values(), d.items())
print(d.setdefault("a", 9), d.setdefault("d"), d.setdefault("e", []), d)
print(d.pop("e"), d.pop("zz", "default"), d.popitem(), d)
d.update({"a": 10, "x": 1})
d.update([("y", 2)], z=3)
d.update(q=4)
d.update()
print(d)
print(dict(a=1, b=2), dict([("k", "v")]), dict({"m": 1}, n=2), dict(zip("ab", [1, 2])), dict(), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), {**d, "a": 0}["a"])
c = d.copy()
c.clear()
print(c, len(d), d == dict(d), d != {}, {1: 2} == {1.0: 2.0}, {1: 1, True: 2, 1.0: 3})
print({"a": 1} | {"b": 2}, {"a": 1} | {"a": 2}, {"a": 1}.__or__([1]))
d |= {"w": 1}
d |= [("p", 2)]
print(d, list(reversed(d)), list(reversed(d.items()))[:2])
for text in ("d['nope']", "d[[]]", "{}.popitem()", "d.pop('nope')", "dict(5)", "dict([1])", "dict([(1, 2, 3)])", "dict(['ab', 'cd'])", "dict([('a',)])", "d.update(5)", "d.update([1])", "dict(1, 2)", "{} | 5", "{} + {}", "hash({})", "d.get()", "d.get(1, 2, 3)", "d.setdefault()", "{} < {}", "dict.fromkeys(5)", "d.pop()", "d.foo", "{}[1, 2]", "d.keys(1)", "d.update({}, {})", "d.get([])", "[] in d", "dict(**{1: 2})", "{**5}", "{{}: 1}", "{}[None]", "{}['it\\'s']", "d.update(['a'])", "del d[1]"):
    try:
        exec(text) if text.startswith("del") else print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
