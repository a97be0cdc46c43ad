def attempt(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__ + ": " + str(e)


for a in (7, -7, 0, 10 ** 20, -10 ** 20 - 1, 2 ** 64, 12345678901234567890123456789):
    for b in (1, -1, 2, 3, -3, 10, 2 ** 31, 2 ** 63 - 1, -2 ** 64, 98765432109876543210):
        q, r = divmod(a, b)
        assert q * b + r == a and (r == 0 or (r < 0) == (b < 0)) and q == a // b and r == a % b
        print(a, b, q, r)
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 10 ** 30 // 0, lambda: 10 ** 30 % 0, lambda: 10 ** 400 / 1,
          lambda: 10 ** 400 / 10 ** 399, lambda: 1 / 10 ** 400, lambda: 3 / 2, lambda: 2 ** 200 / 3 ** 100, lambda: -1 / 3):
    print(attempt(f))
print(-2 ** 63 // -1, (-2 ** 63) // 1, -2 ** 63 % -1, -2 ** 62 // -1)
