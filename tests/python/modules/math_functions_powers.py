import math
for f in ("sqrt", "cbrt", "exp", "exp2", "expm1", "log2", "log10", "log1p", "log"):
    out = []
    for x in (0, 0.5, 1, 2, 10, 100.0, -0.5, 1e-10, 1e300):
        try:
            out.append("%.12g" % getattr(math, f)(x))
        except (ValueError, OverflowError) as e:
            out.append(type(e).__name__ + " " + str(e))
    print(f, out)
print(math.pow(2, 10), math.pow(2, -1), math.pow(4, 0.5), math.pow(0, 0), math.pow(-8, 3), math.pow(math.inf, 0), math.log(8, 2), math.log(100, 10), math.log(10 ** 400) > 921, math.log2(2 ** 1000), math.log10(10 ** 500), math.log2(2 ** 70), math.log(2 ** 2000, 2))
print(math.isqrt(0), math.isqrt(15), math.isqrt(16), math.isqrt(10 ** 40), math.isqrt(10 ** 41), math.hypot(3, 4), math.hypot(1, 2, 2), math.hypot(), math.dist((1, 2), (4, 6)), math.dist([0], [5]), math.cbrt(27), math.cbrt(-8), math.exp2(10))
for text in ("math.sqrt(-1)", "math.log(0)", "math.log(-1)", "math.log(1, 1)", "math.log(2, 0)", "math.exp(1000)", "math.pow(0, -1)", "math.pow(-1, 0.5)", "math.isqrt(-1)", "math.isqrt(2.5)", "math.sqrt('a')", "math.log()", "math.log(1, 2, 3)", "math.dist([1], [1, 2])", "math.dist(1, 2)", "math.log1p(-1)", "math.pow(10, 400)", "math.hypot('a')", "math.log10(0)", "math.exp(10 ** 400)", "math.sqrt(10 ** 400)", "math.log2(-5)", "math.sqrt(math.nan)", "math.sqrt(-math.inf)", "math.log(-10 ** 400)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
