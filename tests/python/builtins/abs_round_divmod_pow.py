print(abs(-5), abs(5.5), abs(-0.0), abs(3 + 4j), abs(True), abs(-2 ** 70), round(2.5), round(3.5), round(2.567, 2), round(1234.5, -2), round(5), round(1e22), round(-2.5), round(0.5), round(1.5), round(2.675, 2), round(1e-5, 3))
print(type(round(2.0)).__name__, type(round(2.0, 0)).__name__, type(round(5, 2)).__name__, round(15, -1), round(25, -1), round(-15, -1), round(True), round(2.5, None), round(number=2.7, ndigits=0))
print(divmod(7, 2), divmod(-7, 2), divmod(7.5, 2), divmod(-7.5, 2), divmod(True, 2), divmod(10 ** 30, 7), pow(2, 3), pow(2, -1), pow(2.5, 2), pow(2, 3, 5), pow(2, -1, 7), pow(1j, 2))
for n in range(-3, 4):
    print(n, [round(x * 1.1 ** 20, n) for x in (1, -2.5, 123.456)])
print([round(x / 10) for x in range(-25, 30, 5)], [round(x * 0.125, 2) for x in range(9)], [round(10 ** k + 0.5) for k in range(5)])
