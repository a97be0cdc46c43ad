print(sum(i for i in range(101)), sum(range(0, 101, 2)), [i for i in range(10, 0, -3)], list(range(3))[::-1], [i for i in reversed(range(0, 10, 4))])
total = 0
for i in range(1000):
    if i % 3 == 0 or i % 5 == 0:
        total += i
print(total)
for i in range(3):
    for j in range(i, 3):
        print(i * j, end=" ")
print()
for i in range(5, 0, -1):
    print("*" * i + " " * (5 - i) + "|")
x = 10
for x in range(x):
    pass
print(x)
r = range(5)
for i in r:
    r = range(2)
    if i == 3:
        print("still", i, r)
n = 3
for i in range(n):
    n = 100
print(i, n)
for i in range(2 ** 62, 2 ** 62 + 2):
    print(i)
for i in range(2 ** 63 - 1, 2 ** 63 + 2):
    print(i, end=" ")
print()
for i in range(-2 ** 63 - 1, -2 ** 63 + 2):
    print(i, end=" ")
print()
for i in range(0):
    print("never")
for i in range(5, 5):
    print("never")
for i in range(True, 4):
    print(i, type(i).__name__, end=" ")
print()
s = 0
for i in range(0, 1000000, 100000):
    s += i
print(s)
c = 0
for a in range(30):
    for b in range(a):
        if a * b % 7 == 3:
            c += 1
            continue
        if b > 20:
            break
    else:
        c += 100
print(c)
it = iter(range(6))
for a in it:
    print(a, next(it), end="; ")
print()
step = [i for i in range(0, 10, 3)]
print(step, list(range(*[1, 8, 2])), list(range(*slice(None, None, 2).indices(7))), [*range(3), *range(3, 0, -1)], list(map(lambda i: i ** 2, range(4))), dict(enumerate(range(5, 8))), list(zip(range(3), range(10, 0, -4))))
for i in range(3): i *= 10; print(i, end=" ")
print(i)
