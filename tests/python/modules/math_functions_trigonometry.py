import math
for f in ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "degrees", "radians", "erf", "erfc", "gamma", "lgamma"):
    out = []
    for x in (0, 0.5, 1, -1, 2.5, -2.5, 10, math.inf):
        try:
            out.append("%.10g" % getattr(math, f)(x))
        except (ValueError, OverflowError) as e:
            out.append(type(e).__name__ + " " + str(e))
    print(f, out)
print(["%.10g" % math.atan2(y, x) for y in (0, 1, -1, 0.0, -0.0) for x in (0, 1, -1, -0.0)])
print("%.10g %.10g" % (math.atan2(math.inf, math.inf), math.atan2(-math.inf, 1)), math.degrees(math.pi), math.radians(180), math.sin(math.pi) < 1e-15, math.cos(0), math.gamma(5), math.gamma(0.5) == math.sqrt(math.pi))
for text in ("math.sin('a')", "math.sin()", "math.sin(1, 2)", "math.atan2(1)", "math.asin(2)", "math.gamma(0)", "math.gamma(-1)", "math.gamma(200)", "math.lgamma(0)", "math.sin(math.inf)", "math.cosh(1000)", "math.atanh(1)", "math.acosh(0.5)", "math.sin(1j)", "math.degrees(None)", "math.tan(math.nan)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
