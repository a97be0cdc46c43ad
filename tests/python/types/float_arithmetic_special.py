inf, nan = float("inf"), float("nan")
values = {"inf": inf, "-inf": -inf, "nan": nan, "0.0": 0.0, "-0.0": -0.0, "1.5": 1.5, "1e308": 1e308, "5e-324": 5e-324}
for name, op in (("+", lambda a, b: a + b), ("-", lambda a, b: a - b), ("*", lambda a, b: a * b), ("/", lambda a, b: a / b), ("//", lambda a, b: a // b), ("%", lambda a, b: a % b), ("**", lambda a, b: a ** b)):
    for a in values:
        row = []
        for b in values:
            try:
                row.append(repr(op(values[a], values[b])))
            except (ZeroDivisionError, OverflowError) as e:
                row.append(type(e).__name__)
        print(a, name, *row)
print([a < b for a in (inf, nan, 0.0, -0.0) for b in (inf, nan, 0.0, -0.0)])
print(0.0 == -0.0, str(-0.0), 1 / inf, -1 / inf, inf == inf, nan != nan, max(1.0, nan), max(nan, 1.0), min(1.0, nan), sorted([3.0, inf, -inf, 1.0]), 0.0 in [-0.0], nan in [nan])
print(5e-324 / 2, 1e308 + 1e308, 1e-320 * 1e-10, 2.0 ** 1023 * 2, 2.0 ** -1075, 0.1 + 0.7, 0.1 * 3, 1.1 + 2.2, 1e16 + 1, 1 - 0.9, 4.35 * 100, 1.005 * 1000)
print(7.0 // 2.0, -7.0 // 2.0, 7.0 % -2.0, -7.0 % 2.0, 1e300 % 7.0, 5.0 % 0.1, -0.0 % 5.0, 1.0 // 0.1, 1 // 0.1, divmod(5.0, 0.1), divmod(-1e-20, 1.0))
