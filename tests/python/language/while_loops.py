i = 0
while i < 5:
    i += 1
    if i == 2:
        continue
    if i == 4:
        break
    print(i)
else:
    print("never")
while i > 0:
    i -= 1
else:
    print("else", i)
n = 27
steps = 0
while n != 1:
    n = 3 * n + 1 if n % 2 else n // 2
    steps += 1
print(steps)
while True:
    while True:
        break
    else:
        print("no")
    steps -= 1
    if steps < 100:
        break
print(steps)


def find(items, wanted):
    i = 0
    while i < len(items):
        if items[i] == wanted:
            return i
        i += 1
    else:
        return -1


print(find([1, 2, 3], 3), find([1, 2, 3], 9), find([], 1))
