print(1.5 + 2, 3 - 0.5, 2.5 * 4, 7.0 / 2, 7.5 // 2, 7.5 % 2, 2.0 ** 0.5)
print(-7.5 // 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2))
print(1e308 * 10, -1e308 * 10, 1e-320, 0.1 + 0.2, 1 / 3)
inf = float("inf")
nan = float("nan")
print(inf - inf, inf * 0, nan == nan, nan != nan, inf > 1e308, -inf < 0)
print(0.0 == -0.0, -0.0, 0.0 * -1, 1e16, 1e15, 123456789012345680.0, 1e22, 1e-5, 0.0001)
for expression in ("1.0 / 0", "1.0 // 0", "1.0 % 0", "0.0 ** -1", "divmod(1.0, 0)", "10.0 ** 400"):
    try:
        print(eval(expression))
    except ArithmeticError as e:
        print(expression, type(e).__name__, e)
print((-8) ** (1 / 3))
print(2 ** 0.5, 2 ** -2, (-2) ** 2, (-2) ** -1)
print(1 == 1.0, 1 < 1.5, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53)
print(int(3.99), int(-3.99), round(2.5), round(3.5), round(-2.5), round(2.675, 2))
