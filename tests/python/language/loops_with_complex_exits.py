def search(grid, wanted):
    for y, row in enumerate(grid):
        for x, v in enumerate(row):
            if v == wanted:
                break
        else:
            continue
        break
    else:
        return None
    return y, x


grid = [[1, 2], [3, 4], [5, 6]]
print(search(grid, 4), search(grid, 9), search([], 1))


def nested_try():
    out = []
    for i in range(5):
        try:
            for j in range(5):
                if j == i:
                    break
                if i == 4:
                    raise ValueError
                out.append((i, j))
            else:
                out.append("else")
            if i == 2:
                continue
        except ValueError:
            out.append("caught")
            break
        finally:
            out.append(f"f{i}")
    else:
        out.append("never")
    return out


print(nested_try())
n = 0
while True:
    n += 1
    try:
        if n < 3:
            continue
        if n == 5:
            break
    finally:
        n += 10 if n == 4 else 0
    if n > 10:
        break
print(n)


def gen_break():
    for i in range(3):
        try:
            yield i
        finally:
            print("cleanup", i)


for v in gen_break():
    if v == 1:
        break
print("after")
for i in range(3):
    for j in range(3):
        for k in range(3):
            if k == 2:
                break
            if (i + j + k) % 2:
                continue
            print(i, j, k, end="; ")
print()
i = 10
for i in []:
    pass
print(i)
for i in range(3):
    pass
else:
    i = "else"
print(i)
items = iter(range(10))
for a in items:
    b = next(items, None)
    if a == 6:
        break
    print((a, b), end=" ")
print(list(items))
while n:
    n -= 1
    if n % 2:
        continue
    if n < 4:
        break
else:
    print("no")
print(n)
with open("f.txt", "w") as f:
    for w in ("a", "b", "stop", "c"):
        if w == "stop":
            break
        f.write(w)
print(open("f.txt").read(), f.closed)
