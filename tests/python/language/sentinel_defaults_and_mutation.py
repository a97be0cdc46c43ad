MISSING = object()


def get(d, k, default=MISSING):
    if k in d:
        return d[k]
    if default is MISSING:
        raise KeyError(k)
    return default


print(get({"a": 1}, "a"), get({}, "a", None))
try:
    get({}, "zz")
except KeyError as e:
    print("KeyError", e)


def append(x, to=None):
    if to is None:
        to = []
    to.append(x)
    return to


print(append(1), append(2), append(3, [0]))


def shared(x, memo={}):
    memo[x] = memo.get(x, 0) + 1
    return dict(memo)


print(shared("a"), shared("b"), shared("a"))
a = [1, 2, 3]
b = a
c = a[:]
a.append(4)
print(b, c, a is b, a == c)


def change(l, n):
    l.append(n)
    l = [n]
    n += 1
    return l, n


x, n = [0], 5
print(change(x, n), x, n)
t = ([1], 2)
t[0].append(5)
print(t)
row = [0] * 3
grid = [row] * 2
grid[0][0] = 9
print(grid, [list(r) for r in grid])
d = dict.fromkeys("ab", [])
d["a"].append(1)
print(d)
m = [[]] * 3
m[0] += [1]
m[1] = m[1] + [2]
print(m)


def swap(a, b):
    a[:], b[:] = b[:], a[:]


p, q = [1], [2, 3]
swap(p, q)
print(p, q)
s = "abc"
u = s
s += "d"
print(s, u)
k = (1, 2)
j = k
k += (3,)
print(k, j)
