for text in ("1.5", "  2e3 ", "-.5", "5.", "+1e-3", "inf", "-Infinity", "nan", "NaN", "1_000.5", "1e400", "-1e-400", "٣.٥", "0x10", "", ".", "1e", "1__0", "abc", "1.5.2", "e5", "- 1", "1_e5", "_1.0", "infinit", "1.5j", "\x001"):
    try:
        print(repr(text), float(text))
    except ValueError as e:
        print(e)
print(float(), float(5), float(True), float(10 ** 20), float(b"2.5"), float(2 ** 53 + 1), float(-2 ** 63), float("1" * 30))
for value in (None, [], 1j, {}, 10 ** 400, b"x", object):
    try:
        print(float(value))
    except Exception as e:
        print(type(e).__name__, e)


class F:
    def __float__(self):
        return 2.5


class X:
    def __index__(self):
        return 3


class Bad:
    def __float__(self):
        return 1


print(float(F()), float(X()))
try:
    float(Bad())
except TypeError as e:
    print(e)
print(int(1e308) % 1000007, int(2.5e15), int(-0.9), 2.0 ** 63 == 2 ** 63, int(2.0 ** 63))
for x in (float("inf"), float("nan"), -float("inf")):
    for f in (int, round):
        try:
            print(f(x))
        except Exception as e:
            print(f.__name__, type(e).__name__, e)
