for n in (0, 1, -1, 5, 255, -256, 2 ** 62, 2 ** 63, -2 ** 64, 10 ** 30):
    print(n, n.bit_length(), n.bit_count(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator, n.as_integer_ratio())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-1).to_bytes(2, "big", signed=True), (0).to_bytes(0, "big"), (255).to_bytes())
print((2 ** 100).to_bytes(13, "big"), (-2 ** 71).to_bytes(9, "little", signed=True), (10 ** 20).to_bytes(length=10, byteorder="big"))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\x04\x00", "little"), int.from_bytes(b"\xff\xff", "big", signed=True), int.from_bytes(b""), int.from_bytes([1, 2], "big"))
print(int.from_bytes(b"\x80" + b"\0" * 12, "big", signed=True), int.from_bytes(b"\xff" * 16, "little"), int.from_bytes(bytearray(b"\1\2\3")))
for text in ("(256).to_bytes(1, 'big')", "(-1).to_bytes(1, 'big')", "(1).to_bytes(-1, 'big')", "(1).to_bytes(1, 'x')", "(128).to_bytes(1, 'big', signed=True)", "(2 ** 80).to_bytes(5, 'little')",
             "int.from_bytes(b'a', 'x')", "int.from_bytes('a', 'big')", "int.from_bytes([256], 'big')", "int.from_bytes(5, 'big')", "(1).bit_length(2)", "(1).foo", "int.bit_length()", "int.bit_length('a')"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print((5).__add__(3), (5).__add__(2.0), (5).__radd__(3), (5).__eq__(5.0), (5).__lt__(6), (5).__bool__(), (5).__index__(), (5).__float__(), (5).__neg__(), (5).__hash__(), (5).__divmod__(3), (5).__pow__(2, 7), (5).__rpow__(2))
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(5, 3), round(15, -1), round(25, -1), round(10 ** 30 + 5, -1), (17).__round__(-1), (17).__floor__(), (17).__ceil__(), (17).__trunc__())
print(int.__name__, int.__doc__.split("\n")[0], int.real.__name__, type(int.real).__name__)
