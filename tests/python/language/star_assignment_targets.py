a, *b, c = "hello"
print(a, b, c)
*a, b = (1,)
print(a, b)
a, (*b, c), *d = 1, (2, 3, 4), 5, 6
print(a, b, c, d)
[*x] = range(3)
print(x)
(a, *b), c = "xyz", 1
print(a, b, c)
d = {}
d["a"], *d["b"] = 1, 2, 3
print(d)


class O:
    pass


o = O()
*o.items, o.last = range(4)
print(o.items, o.last)
lst = [0] * 5
lst[0], *lst[1:3], lst[4] = "abcd"
print(lst)
for a, *b in [(1, 2, 3), [4], "xy"]:
    print(a, b)
print([(h, t) for h, *t in [(1, 2, 3), "q"]])
first, *_ = (i for i in range(5))
print(first, _)
a, *b, c = range(1000)
print(a, len(b), c)
for text in ("a, *b, c = [1]", "*a, b, c = 'x'", "a, *b = 5", "a, *b, c, d = 1, 2", "*a, = None"):
    try:
        exec(text)
    except (ValueError, TypeError) as e:
        print(text, "->", type(e).__name__, e)
a = b = [*range(2)]
a, b[0] = 5, 6
print(a, b)
i = 0
i, *lst = 1, *[2, 3]
print(i, lst)
with open("f.txt", "w") as f:
    f.write("1 2\n3 4 5\n")
for line in open("f.txt"):
    x, *rest = map(int, line.split())
    print(x, rest)
a, b, *c = {"k1": 1, "k2": 2}.items()
print(a, b, c)
a, b = b, a = 1, 2
print(a, b)
(a), ((b)), [c] = 1, 2, [3]
print(a, b, c)
def swap(l, i, j):
    l[i], l[j] = l[j], l[i]
    return l
print(swap([1, 2, 3], 0, 2))
