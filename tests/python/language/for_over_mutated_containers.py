d = {1: "a", 2: "b"}
try:
    for k in d:
        d[k + 10] = "c"
except RuntimeError as e:
    print(type(e).__name__, e, len(d))
try:
    for k in d:
        del d[k]
except RuntimeError as e:
    print(e, len(d))
for k in list(d):
    del d[k]
print(d)
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 100)
except RuntimeError as e:
    print(e)
for k, v in (d := {"a": 1, "b": 2}).items():
    d[k] = v * 2
print(d)
items = list(range(6))
for x in items:
    items.remove(x)
print(items)
items = [1, 2, 3, 4]
for i, x in enumerate(items):
    if x == 2:
        del items[i]
    print(x)
it = iter(items)
items.clear()
print(list(it))
items.append(1)
print(list(it), items)
