class L:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        print("len", end=" ")
        return self.n


class B(L):
    def __bool__(self):
        print("bool", end=" ")
        return self.n > 10


for o in (L(0), L(3), B(3), B(20), object(), type("E", (), {})()):
    print(bool(o), not o, "yes" if o else "no", (o and 1) == 1, (o or 2) == 2)


class Ix:
    def __init__(self, v):
        self.v = v

    def __index__(self):
        print("index", end=" ")
        return self.v


i = Ix(2)
data = list(range(6))
print(data[i], data[i:], data[:i], data[i:Ix(4)], data[::i], "abcdef"[i], (1, 2, 3)[i], b"abc"[i], range(10)[i], data[Ix(-1)])
data[i] = "set"
data[Ix(0):Ix(2)] = ["a"]
print(data)
del data[Ix(0)]
print(data, data.pop(Ix(0)), data.insert(Ix(0), "first"), data)
print([0] * i, "ab" * i, (1,) * i, range(i), range(Ix(1), Ix(5), i), list(range(5))[Ix(1)], bin(i), hex(i), oct(i), chr(Ix(65)), bytes(i), bytearray(i), 1 << int(i.__index__()), round(3.14159, i), "%c" % Ix(66), "a".ljust(Ix(3)) + "|", "a,b,c".split(",", Ix(1)), slice(Ix(1), Ix(2)).indices(Ix(5)), (5).to_bytes(i, "big"), "x".zfill(i), int("11", Ix(2)), enumerate("a", Ix(5)).__next__(), sum([1], 0), pow(2, 3, 5))
for bad in ("s", 1.5, None, []):
    class Bad:
        def __index__(self):
            return bad
    for f in (lambda: [1][Bad()], lambda: range(Bad()), lambda: hex(Bad())):
        try:
            f()
        except TypeError as e:
            print(e)
class Huge:
    def __index__(self):
        return 10 ** 30
for text in ("[1][Huge()]", "[1] * Huge()", "range(Huge())", "[1][:Huge()]", "bytes(Huge())", "'a'.center(Huge())", "hex(Huge())", "[1].pop(Huge())", "[1].insert(Huge(), 2)", "chr(Huge())"):
    try:
        print(text, eval(text))
    except (IndexError, OverflowError, MemoryError) as e:
        print(text, "->", type(e).__name__, e)
