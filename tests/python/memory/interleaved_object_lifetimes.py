import weakref


class N:
    alive = set()

    def __init__(self, n):
        self.n = n
        N.alive.add(n)

    def __del__(self):
        N.alive.discard(self.n)


def state(label):
    print(label, sorted(N.alive))


a = N(1)
b = [N(2), N(3)]
c = {"k": N(4)}
state("made")
b.pop()
state("popped")
c["k"] = N(5)
state("replaced")
d = b + [N(6)]
b = None
state("list shared")
d = None
state("list gone")
e = (x for x in [N(7), N(8)])
next(e)
state("generator holds its list")
e.close()
state("closed")
e = None
state("dropped")
f = lambda n=N(9): n
state("default")
f = None
state("function gone")


class K:
    attr = N(10)


state("class attribute")
K.attr = None
state("cleared")
g = iter([N(11)])
h = next(g)
state("iterator")
for _ in g:
    pass
h = None
state("exhausted")
i = map(N, [12, 13])
next(i)
state("map result dropped")
j = next(i)
state("kept one")
j = i = None
state("all maps gone")
k = {N(14): 1}
k.clear()
state("dict key")
l = N(15)
r = weakref.ref(l)
m = [r() for _ in range(3)]
l = None
state("strong in list")
m.clear()
state("weak only")
print(r())
x = N(16)
x = N(17)
state("rebinding")
del x, a
state("end")


def f(n):
    tmp = N(n)
    return lambda: tmp


z = f(18)
state("closure")
z = None
state("closure gone")
try:
    raise ValueError(N(19))
except ValueError:
    state("in except")
state("after except")
c.clear()
state("nothing")
