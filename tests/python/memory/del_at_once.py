class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = D("a")
a = None
print("after a")
b = D("b")
c = b
del b
print("still held")
del c
print("after c")
D("temporary")
print("after temporary")


def f():
    x = D("local x")
    y = D("local y")
    print("in f")


f()
print("after f")
items = [D("item0"), D("item1"), D("item2")]
del items[1]
items.clear()
print("cleared")
d = {"k": D("value")}
d["k"] = D("replacement")
d.pop("k")
print("popped")
(D("tuple"),)
[D(f"comp{i}") for i in range(2)]
print("comprehension done")


class Owner:
    def __init__(self):
        self.part = D("part")

    def __del__(self):
        print("del owner")


o = Owner()
o = 5
for i in range(2):
    loop = D(f"loop{i}")
print("loop done")
del loop
try:
    raise ValueError(D("in exception"))
except ValueError as e:
    pass
print("after except")


def gen():
    x = D("in generator")
    yield 1


g = gen()
next(g)
del g
print("generator dropped")
s = D("swap1")
s, t = D("swap2"), s
del t
print("end")
del s
