d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), len(v), len(i), "a" in k, 2 in v, ("b", 2) in i, ("b", 9) in i)
d["d"] = 4
print(k, v, i)
print(sorted(k & {"a", "z"}), sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "z"}), sorted(i & {("a", 1)}), k == {"a", "b", "c", "d"}, k <= {"a", "b", "c", "d", "e"}, k > {"a"}, k.isdisjoint("xyz"), sorted({"a", "q"} - k), sorted(["a"] & k))
print(list(reversed(k)), list(reversed(v)), list(reversed(i)), type(k).__name__, type(v).__name__, type(i).__name__, k.mapping["a"], type(k.mapping).__name__)
print(v == v, d.values() == d.values(), d.keys() == d.keys(), d.items() == d.items(), {"a": 1}.items() == {("a", 1)})
it = iter(d)
print(next(it), next(it), it.__length_hint__(), type(it).__name__, type(iter(v)).__name__, type(iter(i)).__name__)
d["new"] = 1
try:
    next(it)
except RuntimeError as e:
    print(e)
for text in ("k[0]", "k.add(1)", "hash(k)", "v & v", "k & 5", "k + k", "len(5)", "k.mapping.__setitem__(1, 2)", "i | 5", "k < 5", "[] in k", "([], 1) in i", "5 in i", "v.mapping", "type(k)()"):
    try:
        print(text, eval(text) if text != "v.mapping" else sorted(v.mapping))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
e = {}
try:
    for x in d:
        d.clear()
except RuntimeError as err:
    print(err)
print(list(e.keys()), list(e.items()), max({"x": 1, "y": 2}.items()), sorted({3: 1, 1: 2}.values()))
