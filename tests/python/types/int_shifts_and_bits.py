for n in (0, 1, -1, 13, -13, 2 ** 40, -2 ** 40, 2 ** 62 - 1, -2 ** 62, 2 ** 63, 3 ** 60, -3 ** 60):
    print(n, [n << s for s in (0, 1, 31, 62, 64)], [n >> s for s in (0, 1, 5, 31, 62, 64, 200)])
for text in ("1 << -1", "1 >> -1", "1 << 'a'", "1 << 1.0", "1 >> 10 ** 30", "-1 >> 10 ** 30", "0 << 10 ** 30", "1 & 1.0", "~1.5", "1 | 'a'", "1 ^ None", "10 ** 30 << -1", "10 ** 30 >> -5"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
values = (0, 1, -1, 255, -256, 2 ** 63, -2 ** 63, 2 ** 64 - 1, -2 ** 64, 3 ** 50, -3 ** 50)
for a in values:
    print([a & b for b in values][4:8], [a | b for b in values][4:8], [a ^ b for b in values][7:])
    for b in values:
        assert a & b == ~(~a | ~b) and a ^ b == (a | b) - (a & b) and ~a == -a - 1
print(True & 3, True | False, type(True ^ True).__name__, True << 4, ~False)
