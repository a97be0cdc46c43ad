x = []
for _ in range(20000):
    x = [x]
try:
    repr(x)
except RecursionError as e:
    print("repr", str(e).startswith("maximum recursion depth exceeded"))
y = []
for _ in range(20000):
    y = [y]
try:
    x == y
except RecursionError as e:
    print("==", str(e).startswith("maximum recursion depth exceeded"))
try:
    x < y
except RecursionError as e:
    print("<")
t = ()
for _ in range(20000):
    t = (t,)
try:
    hash(t)
except RecursionError:
    print("hash RecursionError")
else:
    print("hash ok")
d = {}
for _ in range(20000):
    d = {1: d}
try:
    str(d)
except RecursionError:
    print("dict repr")
del x, y, t, d


class Node:
    def __init__(self, next):
        self.next = next


n = None
for _ in range(50000):
    n = Node(n)
del n
f = lambda: 0
for _ in range(50000):
    f = (lambda g: lambda: g)(f)
del f
g = iter([])
for _ in range(50000):
    g = map(str, g)
del g
x = []
for _ in range(1000000):
    x = [x]
x = None
print("done")
