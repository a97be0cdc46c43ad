class I:
    def __init__(self):
        self.log = []


for n in "add sub mul matmul truediv floordiv mod pow lshift rshift and or xor".split():
    def op(self, other, n=n):
        self.log.append((n, other))
        return self
    setattr(I, f"__i{n}__", op)
x = I()
y = x
x += 1
x -= 2
x *= 3
x @= 4
x /= 5
x //= 6
x %= 7
x **= 8
x <<= 9
x >>= 10
x &= 11
x |= 12
x ^= 13
print(x is y, x.log)


class Fall:
    def __iadd__(self, other):
        print("iadd")
        return NotImplemented

    def __add__(self, other):
        print("add")
        return "added"


f = Fall()
f += 1
print(f)


class Gone:
    def __iadd__(self, other):
        return None


g = Gone()
g += 1
print(g)


class Box:
    def __init__(self):
        self.items = {}

    def __getitem__(self, k):
        print("get", k)
        return self.items.get(k, 0)

    def __setitem__(self, k, v):
        print("set", k, v)
        self.items[k] = v


b = Box()
b["x"] += 5
b["x"] *= 3
print(b.items)
