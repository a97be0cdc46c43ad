import operator
values = (True, 3, 2 ** 70, 2.5, 1 + 2j)
for name in ("add", "sub", "mul", "truediv"):
    op = getattr(operator, name)
    print(name, [(type(op(a, b)).__name__) for a in values for b in values])
print([a + b for a in values[:4] for b in values[:4]])
print(True + 2.5, 2 ** 70 + 0.5, 2 ** 70 * 1.0, 3 - 1j, 3 / 2j, True / 2, 2 ** 70 / 2 ** 69, 2.5 // True, 2 ** 70 % 7.0, divmod(7, 2.0), 3 ** 2.0, 2.0 ** 3, 4 ** -1, (-8) ** 0.5 == complex((-8) ** 0.5))
print(1 == 1.0 == 1 + 0j == True, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 400 > 1e308, -10 ** 400 < -1e308, 10 ** 400 == float("inf"), 3 < 3.5 < 4, 2 ** 70 < 2.0 ** 71, 1 < True + 1, 0.1 + 0.2 == 0.3, 1e16 + 1 == 10 ** 16 + 1)
print(float("nan") < 10 ** 400, float("inf") > 10 ** 400, 9007199254740993 == 9007199254740992.0, 9007199254740993 > 9007199254740992.0, hash(2 ** 70) == hash(2.0 ** 70))
print(max(1, 1.0, True), min(2.5, 2), sorted([3, 1.5, True, 2 ** 65, -0.5]), sum([1, 2.5, True]), sum([0.1] * 10), sum([1, 1j]))
for text in ("10 ** 400 + 1.0", "10 ** 400 * 1.0", "float(10 ** 400)", "10 ** 400 / 3", "1.0 < 1j", "1j > 2", "1j // 1", "True << 2.0", "2.5 & 1", "1j % 2", "round(1j)", "int(1j)", "0 ** -1", "0.0 ** -1", "0j ** -1", "1 // 0.0", "1 % 0.0", "1 / 0j", "(-1) ** 0.5 == 1j"):
    try:
        print(text, "=", eval(text))
    except (TypeError, OverflowError, ZeroDivisionError) as e:
        print(text, "->", type(e).__name__, e)
print(7 // 2, -7 // 2, 7 // -2, 7 % -3, -7 % 3, 7.5 // 2, -7.5 // 2, -7.5 % 2, 7 % 2.5, -7 % 2.5, 5 % -3.0, 0.0 % -3, -0.0 % 3)
print(int(True), float(3), complex(2.5), bool(0.0), int(2.9), int(-2.9), complex(True), float(True), str(True + True), repr(True * 1.0))
