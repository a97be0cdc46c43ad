class MyInt(int):
    def __add__(self, o):
        return MyInt(int(self) + int(o))

    def __repr__(self):
        return f"MyInt({int(self)})"

    def __str__(self):
        return "custom str"

    def __hash__(self):
        return 99

    def __eq__(self, o):
        print("eq", end=" ")
        return int(self) == o

    def __index__(self):
        return 7


m = MyInt(5)
print(m, repr(m), [m], m + 1, 1 + m, m * 2, m == 5, m != 5, m < 6, hash(m), f"{m}", f"{m:d}", "%d" % m, "%s" % m, int(m), float(m), bool(m), -m, type(-m).__name__)
print([10, 20, 30, 40, 50, 60, 70, 80][m], range(10)[m], "abcdefgh"[m], m.bit_length(), m.real, type(m.real).__name__, isinstance(m, int), sum([m, m]), max(m, 3), sorted([m, 1]))
print(m.to_bytes(2, "big"), MyInt.from_bytes(b"\x05", "big"), type(MyInt.from_bytes(b"\x05", "big")).__name__, MyInt("12"), int(MyInt(3)), type(int(MyInt(3))).__name__, abs(m), round(m), divmod(m, 2), m ** 2, pow(m, 2, 7))
m.attr = "has a dict"
print(m.attr, m.__dict__)


class Big(int):
    pass


b = Big(10 ** 30)
print(b, b + 1, type(b + 1).__name__, b == 10 ** 30, hash(b) == hash(10 ** 30), b // 7, {10 ** 30: 1}[b], Big(True), Big(), Big(2.9))


class F(float):
    def __repr__(self):
        return "F!"


f = F(2.5)
print(f, str(f), f + 1, type(f + 1).__name__, f == 2.5, f.is_integer(), F("3.5"), F.fromhex("0x1p1"), type(F.fromhex("0x1p1")).__name__, hash(f) == hash(2.5), int(f), round(f), f"{f:.2f}", [f], f.hex())


class Bytes(bytes):
    pass


class S(str):
    def upper(self):
        return "UP"


class Cx(complex):
    pass


print(Bytes(b"ab"), type(Bytes(b"ab") + b"c").__name__, Bytes(b"ab")[0], S("a").upper(), type(S("a") * 2).__name__, S("a") + "b", {S("k"): 1}["k"], Cx(1, 2), type(Cx(1) + 1).__name__, True + 1, isinstance(True, int), bool.__mro__, int(True), [1, 2][True])
