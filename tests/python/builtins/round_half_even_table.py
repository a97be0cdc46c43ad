for x in (0.5, 1.5, 2.5, -0.5, -1.5, 0.25, 0.75, 1.25, 2.675, 1.005, 1e15 + 0.5, 0.1, 123.456, -123.456, 5e-324, 1e300, 99.995, 0.049999999999999996):
    print(x, [round(x, n) for n in (-3, -2, -1, 0, 1, 2, 3, 5, 17)], round(x))
for n in (0, 5, 15, 25, 149, 150, 151, -15, -25, 12345, 10 ** 20 + 5):
    print(n, [round(n, k) for k in (-3, -2, -1, 0, 1)], round(n))
for bad in (lambda: round(float("nan")), lambda: round(float("inf")), lambda: round("1"), lambda: round(1.5, "1"), lambda: round(None), lambda: round(1j), lambda: round([]), lambda: round(1, 2.0), lambda: round()):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(round(float("nan"), 2), round(float("inf"), 1), round(1e308, -308), round(1.7976931348623157e308, -300), round(5e-324, 400), round(0.0, 3), round(-0.0, 3), round(True), round(False, 1))


class R:
    def __round__(self, n="no argument"):
        return ("rounded", n)


print(round(R()), round(R(), 3), round(R(), None), round(R(), ndigits=1))
