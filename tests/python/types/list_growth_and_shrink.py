x = []
for i in range(1000):
    x.append(i)
    if i % 10 == 9:
        x.pop(0)
print(len(x), x[0], x[-1], sum(x))
while len(x) > 10:
    x.pop()
print(x)
for i in range(50):
    x.insert(i % (len(x) + 1), -i)
print(len(x), x[:5], x[-5:])
del x[5:40]
print(len(x), x)
x.extend(range(2000))
x[100:1900] = []
print(len(x), x[99], x[100])
x *= 5
print(len(x), x.count(5))
x[:] = []
print(x, len(x))
y = [0] * 1000
y[500:] = "tail"
print(len(y), y[499:504])
y[::2] = range(len(y[::2]))
print(y[:10], len(y))
z = list(range(100))
for i in range(50):
    z.remove(i * 2)
print(z[:5], len(z))
z.reverse()
z.sort()
z += z[:3]
z += (1, 2)
z += "ab"
z += {5: 6}
z.extend(z)
print(len(z), z[-5:])
nested = [[] for _ in range(100)]
for i in range(10000):
    nested[i % 100].append(i)
print(sum(map(len, nested)), nested[99][-1])
q = [1]
for i in range(12):
    q = q + q
print(len(q))
w = [None] * 10
w[3:3] = [1, 2, 3]
w[0:0] = [9]
w[len(w):] = [7]
w[5:7] = [[]]
print(w)
try:
    w[1:2] = 5
except TypeError as e:
    print(e)
v = [*range(5), *range(5)]
v[2:4], v[0] = "xy", "z"
print(v, [].copy(), list(reversed(v))[:3], v.index("x"), v[-1:-4:-1])
