a, b = 1, 2
a, b = b, a
print(a, b)
(a, [b, c]), d = (1, (2, 3)), 4
print(a, b, c, d)
a, *b, c = range(5)
print(a, b, c)
*a, = "xyz"
print(a)
a, *b = [1]
print(a, b)
x = y = z = []
x.append(1)
print(y, z is x)
[a, b] = "pq"
print(a, b)
i = 0
i, seq = 1, [0, 0, 0]
i, seq[i] = 2, 9
print(i, seq)
d = {}
d["a"], d["b"] = 1, 2
print(d, [*range(3), *"ab"], (*[1], 2), {*[1], *[1, 2]}, {**d, "c": 3})
for bad in ("a, b = 1, 2, 3", "a, b, c = 1, 2", "a, *b, c = [1]", "a, b = 5", "a, b = None", "(a, b), c = 1, 2",
            "a, b = 'xyz'", "a, b = {1: 2, 3: 4, 5: 6}", "a, b = iter([1])", "a, = ()"):
    try:
        exec(bad)
    except (ValueError, TypeError) as e:
        print(bad, "->", type(e).__name__, e)
print(*[1, 2], *"ab", sep="-")
t = 1,
print(t, (), (1), (1,))
