class O:
    pass


o, d, l = O(), {}, [0, 0, 0]
o.a, d["k"], l[1] = 1, 2, 3
print(o.a, d, l)
(o.b, [d["x"], *l[0:2]]) = (5, [6, 7, 8])
print(o.b, d, l)
o.c = d["c"] = l[2] = x = "chain"
print(o.c, d["c"], l[2], x)
for o.i in range(3):
    pass
for d["loop"], (l[0], o.z) in [(1, (2, 3))]:
    print(d["loop"], l[0], o.z)
with open("f.txt", "w") as o.file:
    o.file.write("x")
print(o.file.closed)
[v for v in [1]]
l[0], l[1] = l[1], l[0]
print(l)
i = 0
i, l[i] = 1, "at one"
print(i, l)
a = [1, 2, 3]
a[a[0]] = a[0] = 2
print(a)
d["n"] = {"m": {}}
d["n"]["m"]["deep"] = [0]
d["n"]["m"]["deep"][0] += 5
d["n"]["m"]["deep"] *= 2
print(d["n"])
o.list = [1]
o.list += [2]
o.list[0] -= 10
o.n = 5
o.n **= 2
print(o.list, o.n)


def f():
    print("f called", end=" ")
    return o


f().attr = 1
f().attr += 1
f().d = {}
f().d["q"] = f().attr
print(o.attr, o.d)
(x), (y) = 1, 2
((a, b), c) = [(1, 2), 3]
[a, [b, [c]]] = 1, (2, [3])
print(x, y, a, b, c)
a, b, *_ = "hello"
*init, last = range(4)
first, (second, *others), *rest = 1, (2, 3, 4), 5, 6
print(a, b, init, last, second, others, rest)
del o.a, d["k"], l[0], (x, [y])
print(hasattr(o, "a"), "k" in d, l)
t = ([1], 2)
try:
    t[0] += [5]
except TypeError as e:
    print(e, t)
global_dict = globals()
global_dict["made"], made2 = 1, 2
print(made, made2)
x = y = z = 0
x, y = y, x = 1, 2
print(x, y)
a = b, c = 1, 2
print(a, b, c)
