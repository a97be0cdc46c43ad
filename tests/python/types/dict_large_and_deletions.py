d = {}
for i in range(5000):
    d[f"k{i}"] = i
for i in range(0, 5000, 2):
    del d[f"k{i}"]
print(len(d), list(d)[:3], sum(d.values()))
for i in range(0, 5000, 4):
    d[f"k{i}"] = -i
print(len(d), list(d)[-2:], d["k4"], d["k1"], d.get("k2"))
for i in range(20000):
    d["tmp"] = i
    del d["tmp"]
print(len(d), "tmp" in d)
while len(d) > 5:
    d.popitem()
print(d)
d.clear()
d[0] = 1
print(d)
e = {i: i * i for i in range(1000)}
e2 = e.copy()
for k in list(e):
    if k % 3:
        del e[k]
print(len(e), len(e2), list(e.items())[:4], e == {k: v for k, v in e2.items() if k % 3 == 0})
f = {(i, j): i * j for i in range(30) for j in range(30)}
print(len(f), f[29, 29], sum(f.values()), (30, 0) in f)
g = {}
for w in ("the cat sat on the mat the end " * 50).split():
    g[w] = g.get(w, 0) + 1
print(g, max(g, key=g.get), sorted(g.items(), key=lambda kv: (-kv[1], kv[0]))[:3])
h = dict.fromkeys(range(10))
h.update({k: str(k) for k in range(5, 15)})
print(h)
i = {**{k: 1 for k in "abc"}, **{k: 2 for k in "bcd"}}
i |= {"e": 3}
print(i, {v: k for k, v in i.items()})
j = {1: {2: {3: {4: "deep"}}}}
print(j[1][2][3][4], j)
k = {-1: "a", -2: "b", 2 ** 61 - 1: "c", 0: "d", 2 ** 61 - 2: "e"}
print(k[-1], k[-2], k[0], k[2 ** 61 - 1], len(k))
m = {}
for n in range(2000):
    m[n * 2 ** 32] = n
print(len(m), m[5 * 2 ** 32], sum(m.values()), all(m[n * 2 ** 32] == n for n in range(2000)))
o = {float(n): n for n in range(100)}
print(o[50], len(o), o == {n: n for n in range(100)})
