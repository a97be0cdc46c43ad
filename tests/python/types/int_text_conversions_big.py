n = 7 ** 500
print(str(n)[:20], str(n)[-20:], len(str(n)), len(hex(n)), len(oct(n)), len(bin(n)), int(str(n)) == n, int(hex(n), 16) == n, int(oct(n), 8) == n, int(bin(n), 2) == n)
for base in (2, 3, 7, 8, 10, 16, 32, 36):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    m, text = n, ""
    while m:
        m, r = divmod(m, base)
        text = digits[r] + text
    assert int(text, base) == n and int("-" + text.upper(), base) == -n
print("bases ok")
for bits in (1, 30, 31, 32, 59, 60, 61, 62, 63, 64, 65, 127, 128, 129, 1000):
    for d in (-1, 0, 1):
        v = 2 ** bits + d
        assert int(str(v)) == v and int(hex(v), 16) == v and -int(str(-v)) == v and eval(repr(v)) == v, v
        assert int.from_bytes(v.to_bytes(200, "big"), "big") == v and int.from_bytes((-v).to_bytes(200, "little", signed=True), "little", signed=True) == -v
        assert int(float(2 ** bits)) == 2 ** bits and v.bit_length() == len(bin(v)) - 2
print("round trips ok")
print(int("0" * 50 + "5"), int("_".join("123456789")), int("1" + "0" * 100) == 10 ** 100, f"{10 ** 40:,}", f"{2 ** 100:_x}", f"{-3 ** 50:+,d}", f"{10 ** 50:e}", f"{10 ** 50:.3f}", f"{123456789 ** 5:>60}", "%d|%x|%o" % (n % 10 ** 30, n % 10 ** 30, n % 10 ** 30))
for text in ("1" * 40 + "x", "0x" + "f" * 50 + "g", "9" * 4301):
    try:
        int(text, 0 if text[1] == "x" else 10)
    except ValueError as e:
        print(str(e)[:90])
print(float("1" * 300), float(10 ** 22), float(2 ** 53 + 1), float(3 ** 100), (2 ** 60 + 1) / 2, 10 ** 30 / 3, (10 ** 300) / (10 ** 299), 2 ** 1023 * 1.0, -7 ** 50 / 3.0)
print(round(10 ** 30 + 15, -1), round(-10 ** 30 - 15, -1), round(123456789012345678901234567890, -20), (10 ** 30).as_integer_ratio(), hash(10 ** 30), 10 ** 30 == 1e30, 10 ** 22 == 1e22, 10 ** 23 == 1e23, 2 ** 1000 > 1e300)
