import math
for x in (0.0, -0.0, 0.5, -0.5, 1.5, -1.5, 2.5, 1e10 + 0.5, -7.999, 3, 2 ** 70):
    print(x, math.floor(x), math.ceil(x), math.trunc(x), math.fabs(x), math.modf(x), math.frexp(x))
print(math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.fmod(5.5, 2), math.remainder(7, 3), math.remainder(-7, 3), math.remainder(5, 2), math.ldexp(0.5, 4), math.ldexp(1, -3), math.copysign(3, -0.0), math.copysign(-3, 1), math.nextafter(1, 2), math.nextafter(0, -1), math.ulp(1), math.ulp(1e300), math.ulp(0))
print(math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(0, 1e-10), math.isclose(0, 1e-10, abs_tol=1e-9), math.isclose(1, 1.05, rel_tol=0.1), math.isfinite(1e308), math.isinf(-math.inf), math.isnan(math.nan), math.pi, math.e, math.tau, math.inf, math.nan)
for text in ("math.floor(math.inf)", "math.ceil(math.nan)", "math.trunc('a')", "math.fmod(1, 0)", "math.remainder(1, 0)", "math.ldexp(1, 10 ** 10)", "math.ldexp(1, 2.5)", "math.floor('a')", "math.floor(None)", "math.isclose(1, 1, rel_tol=-1)", "math.copysign('a', 1)", "math.frexp()", "math.fmod(math.inf, 1)", "math.remainder(math.inf, 2)", "math.trunc(math.inf)", "math.frexp(math.inf)", "math.modf(math.inf)", "math.fabs(10 ** 400)", "math.floor(10 ** 400) > 0"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
