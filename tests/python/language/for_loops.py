for i in range(3):
    print(i, end=" ")
print(i)
for c in "abc":
    print(c, end=",")
print()
for k, v in {"a": 1, "b": 2}.items():
    print(k, v)
for (a, b), c in [((1, 2), 3), ((4, 5), 6)]:
    print(a, b, c)
for first, *rest in [(1, 2, 3), "xyz", [9]]:
    print(first, rest)
for i in range(10):
    if i == 3:
        break
else:
    print("no break")
for i in []:
    pass
else:
    print("empty", i)
for i, x in enumerate("ab", start=5):
    for y in x * 2:
        if y == "b":
            break
        print(i, y)
    else:
        continue
    print("broken")
items = [1, 2, 3]
for x in items:
    if x < 4:
        items.append(x + 10)
    if len(items) > 6:
        break
print(items)
d = {}
for d["key"] in range(4):
    pass
print(d)
seq = [0, 0]
for seq[1] in (7, 8):
    print(seq)
for i in range(3): i = 100
print(i)
try:
    for x in 5:
        pass
except TypeError as e:
    print(e)
