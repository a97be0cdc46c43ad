for x in (0.5, -2.75, 0.1, 1e300, 5e-324, 3.0, -0.0):
    print(x.as_integer_ratio(), x.is_integer(), x.hex(), float.fromhex(x.hex()) == x, x.conjugate(), x.real, x.imag)
print(float("inf").hex(), float("nan").hex(), float.fromhex("0x1.8p3"), float.fromhex("-0x.8p0"), float.fromhex("1f"), float.fromhex(" inf "), float.fromhex("0x1p-1074"), float.fromhex("nan"))
for text in ("float('inf').as_integer_ratio()", "float('nan').as_integer_ratio()", "float.fromhex('xyz')", "float.fromhex('0x1p5000')", "float.fromhex(5)", "(1.5).foo", "1.5 + 'a'", "'a' + 1.5", "1.5[0]", "1.5()", "len(1.5)", "1.5 << 1", "-'a'", "round(1.5, 'a')", "1.5 // 0", "(1.5).real = 2"):
    try:
        print(text, eval(text))
    except SyntaxError as e:
        print(text, "-> SyntaxError", e.msg)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print(round(2.5), round(3.5), round(-0.5), round(1.25, 1), round(1.35, 1), round(1234.5678, -2), round(1e20), round(0.1 + 0.2, 10), round(5.015, 2), round(2.5, 0), round(1.5, None), round(12345.678, 400), round(12345.678, -400), round(-1.5), round(1e300, -299))
print((2.5).__floor__(), (2.5).__ceil__(), (-2.5).__trunc__(), (2.7).__int__(), (1.5).__round__(), (1.5).__bool__(), (1.5).__eq__(1), (1.5).__add__("a"))
print(hash(1.0) == hash(1), hash(0.5) == hash(0.5), hash(float("inf")), hash(-float("inf")), hash(0.0), hash(1e20) == hash(10 ** 20), hash(0.5), hash(-1.0))
print(float.__getformat__("double")[:4], 1.0.__class__.__name__, abs(-2.5), -(-2.5), +(2.5), 7.0 // 2, -7.0 // 2, 7.5 % -2, 1e300 * 1e10, divmod(-5.5, 2))
