x = None
for _ in range(300000):
    x = (x,)
del x
x = []
for _ in range(300000):
    x = [x]
del x
x = {}
for _ in range(100000):
    x = {"k": x}
del x


class Node:
    __slots__ = ("next",)

    def __init__(self, next):
        self.next = next


n = None
for _ in range(300000):
    n = Node(n)
del n


class Plain:
    def __init__(self, next):
        self.next = next


p = None
for _ in range(100000):
    p = Plain(p)
del p


def gen(inner):
    yield from inner


g = iter(())
for _ in range(20000):
    g = gen(g)
del g
f = None
for _ in range(50000):
    f = (lambda v: lambda: v)(f)
del f
e = None
for i in range(20000):
    new = ValueError(i)
    new.__context__ = e
    e = new
del e, new
import itertools
c = iter([1])
for _ in range(20000):
    c = itertools.chain(c)
del c
print("all freed")
