values = (0j, 1 + 0j, 1j, -1j, 3 + 4j, -2.5 + 1.5j, 1e10 - 1e-10j)
for a in values:
    for b in values:
        out = []
        for op in (lambda: a + b, lambda: a - b, lambda: a * b, lambda: a / b, lambda: a ** b if abs(b) < 10 else None):
            try:
                r = op()
                out.append(r if r is None else f"{r:.6g}")
            except (ZeroDivisionError, OverflowError) as e:
                out.append(str(e))
        print(a, b, out)
for z in values:
    print(z, abs(z), z.conjugate(), -z, +z, z.real, z.imag, bool(z), z == z.real, hash(z) == hash(complex(z.real, z.imag)), z ** 2, z ** 3 if abs(z) < 100 else "", f"{z:.2f}", repr(z), str(z), complex(repr(z)) == z)
print((1 + 2j) * 2, 2 * (1 + 2j), (1 + 2j) + 1, 1 - (1 + 2j), (1 + 2j) / 2, 1 / 2j, (1 + 2j) ** 0.5, 2 ** 2j, 1j ** 1j, (1 + 2j) - True, (1 + 2j) * 1.5, sum([1j, 2, 3.5]), (2 + 0j) == 2 == 2.0, 1j != 1, complex(2) in [2])
inf, nan = float("inf"), float("nan")
print(complex(inf, 1), complex(nan, -inf), complex(-0.0, -0.0), -complex(0.0, 0.0), complex(0.0, -0.0), complex("inf-nanj"), complex(inf, 0) * 1j, abs(complex(inf, nan)), abs(complex(3, inf)), complex(1e308, 1e308) * 2)
for text in ("1j < 2", "1j // 1", "1j % 1", "divmod(1j, 1)", "int(1j)", "float(1j)", "round(1j)", "1j >> 1", "~1j", "1j & 1", "abs(1e200 + 1e200j) ** 2", "complex(1e200, 1e200) ** 2", "0j ** -1", "0j ** 1j", "0j ** 0", "1j / 0", "complex('1j2')", "complex('1+-2j')", "complex('j1')", "complex('++1')", "complex(' 1 + 1j')"):
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
