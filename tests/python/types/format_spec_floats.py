for spec in ("", "f", ".2f", "10.3f", "<10.1f", "+.0f", "e", ".3e", "E", "g", ".3g", "G", "%", ".1%", ",", ",.2f", "_.1f", "08.2f", "*^12.2f", "=+10.1f", ".0f", "#.0f", "#g", ".10", "n", "z", "z.1f", " .1f", "12", "<12", "+", ".1", ".20f", "d", "s", "x", "012,.2f"):
    for x in (0.0, 3.14159, -1234567.891, 1e-10):
        try:
            print(repr(spec), x, repr(format(x, spec)))
        except ValueError as e:
            print(repr(spec), x, "->", e)
for x in (float("inf"), float("-inf"), float("nan"), -0.0, 1e300, 5e-324):
    print([format(x, s) for s in ("", ".2f", "08.1f", "+", "e", "g", "%", "10", "F", "E")][:9])
print(format(-0.04, "z.1f"), format(2.5, ".0f"), format(3.5, ".0f"), format(0.125, ".2f"), format(1e23, ".3f"), format(123456789.0, ",.3e"), format(0.1, ".30f"), format(1.5, ".0e"), format(1e16, ""), format(1e16, "g"), format(99999.5, ".5g"))
