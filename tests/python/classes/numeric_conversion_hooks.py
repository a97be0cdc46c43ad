import math
import operator


class N:
    def __init__(self, v):
        self.v = v

    def __int__(self):
        return int(self.v)

    def __float__(self):
        return float(self.v)

    def __complex__(self):
        return complex(self.v, 1)

    def __index__(self):
        return int(self.v)

    def __round__(self, n=None):
        return ("round", n)

    def __trunc__(self):
        return "trunc"

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __abs__(self):
        return "abs"

    def __divmod__(self, o):
        return ("divmod", o)

    def __rdivmod__(self, o):
        return ("rdivmod", o)

    def __pow__(self, o, m=None):
        return ("pow", o, m)

    def __rpow__(self, o):
        return ("rpow", o)


n = N(3.7)
print(int(n), float(n), complex(n), operator.index(n), round(n), round(n, 2), math.trunc(n), math.floor(n), math.ceil(n), abs(n), divmod(n, 2), divmod(2, n), pow(n, 2), pow(n, 2, 5), 2 ** n, n ** 2)
print([0, 1, 2, 3, 4][n], "abcdef"[:n], range(n), bin(n), hex(n), chr(N(65)), bytes(N(2)), "%d" % N(5), f"{N(1).v}", [1] * N(2), math.sqrt(N(16)), sum([1, 2], 0) + int(n))


class OnlyFloat:
    def __float__(self):
        return 1.5


class OnlyIndex:
    def __index__(self):
        return 4


print(float(OnlyIndex()), int(OnlyIndex()), complex(OnlyIndex()), math.sqrt(OnlyIndex()), complex(OnlyFloat()), math.floor(OnlyFloat()), "%.1f" % OnlyFloat(), "%x" % OnlyIndex())
for text in ("int(OnlyFloat())", "[1][OnlyFloat()]", "hex(OnlyFloat())", "round(OnlyFloat())", "math.trunc(OnlyFloat())", "'%d' % OnlyFloat()", "chr(OnlyFloat())", "range(OnlyFloat())", "math.factorial(OnlyFloat())", "abs(OnlyFloat())", "pow(OnlyFloat(), 2)"):
    try:
        print(text, eval(text))
    except TypeError as e:
        print(text, "->", e)


class Wrong:
    def __int__(self):
        return 1.5

    def __float__(self):
        return "x"

    def __complex__(self):
        return 1

    def __index__(self):
        return None


for f in (int, float, complex, operator.index, hex, lambda w: [1][w]):
    try:
        f(Wrong())
    except TypeError as e:
        print(e)
