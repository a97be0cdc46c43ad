class V:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f"V({self.x!r})"


def make(name):
    def op(self, other):
        return f"{name}({self.x},{other!r})"
    return op


names = "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and or xor".split()
for n in names:
    setattr(V, f"__{n}__", make(n))
    setattr(V, f"__r{n}__", make("r" + n))
v = V(1)
print(v + 2, v - 2, v * 2, v @ 2, v / 2, v // 2, v % 2, divmod(v, 2), v ** 2)
print(v << 2, v >> 2, v & 2, v | 2, v ^ 2)
print(2 + v, 2 - v, 2 * v, 2 @ v, 2 / v, 2 // v, 2 % v, divmod(2, v), 2 ** v)
print(2 << v, 2 >> v, 2 & v, 2 | v, 2 ^ v)
print("s" + v, [1] + v, [1] * v, None + v, v + None)
w = v
w += 5
print(w)
w = V(3)
w **= 2
print(w)
print(v + V(2), pow(v, 3))


class U:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "inv"

    def __abs__(self):
        return "abs"


u = U()
print(-u, +u, ~u, abs(u))
