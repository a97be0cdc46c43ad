print(pow(2, 10), pow(2, 10, 1000), pow(-2, 3), pow(-2, 3, 5), pow(3, -1, 7), pow(2, -1), pow(0, 0), pow(0, 0, 1), pow(5, 0, 3))
print(pow(3, 200, 10 ** 9 + 7), pow(123456789, 987654321, 10 ** 18 + 9), pow(2, 1000, -7), pow(-3, 5, -7), pow(10 ** 30, 10 ** 20, 10 ** 25 + 3))
print(pow(38, -1, 97), pow(10 ** 20, -3, 10 ** 9 + 7), pow(2, 5, mod=7), pow(base=2, exp=3))
print(2 ** 0, 0 ** 5, (-1) ** 99, (-1) ** 100, 1 ** 10 ** 3, 2 ** 62, 2 ** 63, 2 ** 64, (-2) ** 63, 7 ** 22, 10 ** 18, 10 ** 19)
print(2 ** -1, 2 ** -1.5, 4 ** 0.5, (-4) ** 2, 10 ** -3, True ** 3, 2 ** True, 2.0 ** 3)
for text in ("pow(2, -1, 4)", "pow(2, 3, 0)", "0 ** -1", "pow(2, 3.0, 5)", "pow(2.0, 3, 5)", "pow('a', 2)", "pow(2, 'a')", "pow(1)", "pow(2, 3, 'x')", "2 ** 'a'", "2 ** None", "pow(0, -1, 5)", "pow(0, -1)", "0.0 ** -1", "pow(2, 2, 1, 1)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
total = 0
for b in range(-10, 11):
    for e in range(0, 8):
        for m in (1, 2, 7, -5, 13):
            total = total * 31 % 1000003 + pow(b, e, m) - (b ** e) % m
print(total)
