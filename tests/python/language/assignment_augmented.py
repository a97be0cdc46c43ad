x = [1, 2]
y = x
x += [3]
print(x, y, x is y)
x = x + [4]
print(x, y)
t = (1,)
u = t
t += (2,)
print(t, u)
s = "a"
s *= 3
s += "b"
print(s)
d = {"n": 1}
d["n"] += 5
d["n"] **= 2
print(d)


class Box:
    pass


b = Box()
b.v = 10
b.v -= 3
b.v //= 2
print(b.v)


def index():
    print("index once")
    return 0


items = [5]
items[index()] += 1
print(items)
st = {1, 2, 3}
alias = st
st |= {4}
st &= {1, 4}
st ^= {9}
print(sorted(alias), st is alias)
tup = ([],)
try:
    tup[0] += [1]
except TypeError as e:
    print(e, tup)
try:
    x += 5
except TypeError as e:
    print(e)
m = {1: 2}
m |= {3: 4}
print(m)
f = 7.5
f //= 2
f %= 2
print(f)
try:
    undefined += 1
except NameError as e:
    print(e)
