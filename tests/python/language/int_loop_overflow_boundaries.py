i = 2 ** 30 - 2
for _ in range(4):
    i += 1
    print(i, end=" ")
print()
for start in (2 ** 31 - 2, 2 ** 32 - 2, 2 ** 61 - 2, 2 ** 62 - 2, 2 ** 63 - 2, 2 ** 64 - 2, -2 ** 31 + 1, -2 ** 62 + 1, -2 ** 63 + 1):
    step = 1 if start > 0 else -1
    x = start
    out = []
    for _ in range(4):
        x += step
        out.append(x)
    print(out)
for a in (2 ** 31, 2 ** 32 - 1, 2 ** 61, 2 ** 62 - 1, 2 ** 62, 2 ** 63 - 1, -2 ** 62, -2 ** 63):
    print(a * a, a * -1, a * 3, a - a, a + a, -a, abs(a), a // -1, a >> 1, a << 1, a & 0xFF, ~a)
x = 1
for n in range(130):
    x *= 2
print(x, x >> 100, x // 2 ** 125)
total = 0
for i in range(2 ** 62 - 3, 2 ** 62 + 3):
    total += i
print(total, list(range(2 ** 63 - 2, 2 ** 63 + 2)), sum(range(2 ** 62 - 5, 2 ** 62 + 5)))
i = 2 ** 62 - 2
while i < 2 ** 62 + 2:
    i += 1
print(i)
f = 1
for k in range(1, 25):
    f *= k
    if k > 18:
        print(k, f)
a, b = 0, 1
for _ in range(95):
    a, b = b, a + b
print(a, b)
h = 0
for c in "overflowing hash computation":
    h = h * 31 + ord(c)
print(h, h % 2 ** 32, h & 0xFFFFFFFF)
print(-2 ** 63 == -9223372036854775808, 9223372036854775807 + 1, -9223372036854775808 - 1, 4611686018427387904 * 2, 4611686018427387903 + 1, -4611686018427387904 - 1)
s = 0
for i in range(100):
    s = (s << 1) ^ i
print(s)
