print(int(), int(3.9), int(-3.9), int("42"), int("  -17\n"), int("+5"), int("1_000"), int(True), int("0"), int("-0"), int("007"))
print(int("ff", 16), int("0xff", 16), int("0b101", 2), int("0o17", 8), int("0xff", 0), int("0b11", 0), int("z", 36), int("Zz", 36), int("11", 3), int("10", base=7))
print(int(b"12"), int(bytearray(b"7f"), 16), int("٣٤"), int(1e20), int(-1e30), int(2.0 ** 70), int("123456789" * 5), int("-" + "f" * 40, 16))
print(bin(10), oct(64), hex(255), bin(-5), oct(-8), hex(-255), bin(0), hex(2 ** 70), format(255, "x"), format(255, "#X"), format(5, "08b"))
for args in (("",), ("abc",), ("12 3",), ("1__0",), ("_1",), ("1_",), ("0x",), ("9", 8), ("1", 1), ("1", 37), ("1", -1), (None,), ([],), (1.5, 2), (5, 10), (float("inf"),), (float("nan"),), (b"x",), ("0b12", 0), ("010", 0), ("1.5",), ("\0",), ("é",), ("- 1",), ("5", "a"), (1j,), ("1e5",), ("0_0", 0), ("--1",), ("0x 1", 16)):
    try:
        print(args, int(*args))
    except Exception as e:
        print(args, "->", type(e).__name__, e)


class I:
    def __int__(self):
        return 7


class X:
    def __index__(self):
        return 8


class T:
    def __trunc__(self):
        return 9


class Bad:
    def __int__(self):
        return "x"


print(int(I()), int(X()), [10, 20] * X() == [10, 20] * 8, hex(X()), "abcdefghij"[X()], range(X()), bin(X()))
try:
    int(Bad())
except TypeError as e:
    print(e)
print(int(T()))
