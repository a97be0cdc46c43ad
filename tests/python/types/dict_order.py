d = {}
for k in "zebra":
    d[k] = len(d)
print(d)
del d["b"]
d["b"] = "again"
d["z"] = "first stays"
print(d)
d.pop("e")
d.update(e=1, a=2)
print(list(d.items()))
print({3: 1, 1: 2, 2: 3}, dict(b=1, a=2), {x: 0 for x in (9, 8, 7)})
e = {1: "a", 2: "b"}
e[1.0] = "c"
e[True] = "d"
print(e)
while d:
    print(d.popitem(), end=" ")
print()
big = {i * 37 % 1000: i for i in range(1000)}
for i in range(0, 1000, 3):
    del big[i]
for i in range(0, 30, 3):
    big[i] = -1
print(len(big), list(big)[:5], list(big)[-12:])
big.clear()
big["x"] = 1
print(big)


def kw(**k):
    return list(k)


print(kw(z=1, y=2, a=3), list(type("T", (), {"b": 1, "a": 2}).__dict__)[:2])


class C:
    pass


o = C()
o.y, o.x = 1, 2
del o.y
o.y = 3
print(vars(o))
m = {"a": 1, "b": 2} | {"c": 3, "a": 4}
print(m, {**{"x": 1}, "y": 2, **{"x": 3}})
