z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), -z, +z, z + 1, z - 2j, z * z, z / 2, z / (1 - 1j), z ** 2, z ** 0.5, z ** -1, z == 3 + 4j, z != 3, 1j * 1j, z ** 0, 2 ** z, (1 + 0j) == 1)
print(complex(), complex(1), complex(1, 2), complex("1+2j"), complex("-3.5e2j"), complex(" (1-2j) "), complex("j"), complex("nan+infj"), complex(1.5, -0.0), complex(1j, 1j), complex(True), complex(imag=2), complex("1"), complex("+1_0.5-j"))
print(repr(0j), repr(-0j), repr(complex(0, -0.0)), repr(complex(-0.0, 1)), repr(complex(-0.0, -0.0)), 1e20j, 1e-5 + 1e16j, complex(float("inf"), float("nan")), str(1.0 + 2.5j), [1j], bool(0j), bool(1j))
print(hash(1 + 0j) == hash(1), hash(2j) == hash(2j), {1 + 0j: 1}[1], sum([1j, 2]), (1 + 2j).__class__.__name__, isinstance(1j, complex), complex.__name__, 1j == 1.0j, 0j == -0j)
for text in ("z < 1", "z // 1", "z % 2", "divmod(z, 1)", "complex('a')", "complex('1 + 2j')", "complex('1', 2)", "complex(1, '2')", "int(z)", "float(z)", "z / 0", "0j ** -1", "complex(None)", "z[0]", "round(z)", "complex([])", "pow(z, 2, 3)", "z.real = 1", "z & 1", "complex('')", "complex(1, 2, 3)", "(1e308+1j) * 1e308 ** 2", "max(1j, 2j)", "complex('1+')", "complex(1, [])"):
    try:
        exec(text) if " = " in text else print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class C:
    def __complex__(self):
        return 5 + 6j


class F:
    def __float__(self):
        return 2.5


print(complex(C()), complex(F()), complex(F(), F()))
print(f"{z}", f"{z:.2f}", "%s" % z, format(1j, "g"), 1j ** 2, 1j ** 3, (2 + 3j) * (4 - 5j), (1 + 2j) / 3, 5 / (1 + 2j), (0.1 + 0.2j) + 1, abs(-5j), z ** 3, (1 + 1j) ** 10, (2+0j) ** 2.5)
