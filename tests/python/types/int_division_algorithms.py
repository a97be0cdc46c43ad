seed = 12345


def rand(bits):
    global seed
    out = 0
    for _ in range((bits + 30) // 31):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out = out << 31 | seed
    return out & ((1 << bits) - 1)


check = 0
for i in range(300):
    a = rand(10 + i * 4) - (1 << (5 + i * 3)) // 3
    b = rand(5 + (i * 7) % 300) + 1
    if i % 3 == 0:
        b = -b
    q, r = divmod(a, b)
    assert a == q * b + r and 0 <= abs(r) < abs(b) and (r == 0 or (r > 0) == (b > 0))
    assert a // b == q and a % b == r
    check = (check * 31 + q + r) % (10 ** 15 + 37)
print(check)
for i in range(100):
    a, b, c = rand(500), rand(300), rand(200)
    assert (a + b) * c == a * c + b * c and (a - b) + b == a and (a * b) // b == a if b else True
    assert (a << 77) >> 77 == a and a & b | a ^ b == a | b and (a ^ b) ^ b == a and ~~a == a
    assert pow(a, 5, b + 2) == a ** 5 % (b + 2)
    check = (check + a * b - c) % (10 ** 15 + 37)
print(check)
x = 3 ** 2000
y = 5 ** 900
print(x // y % 10 ** 20, x % y % 10 ** 20, (x * y) % 10 ** 20, (x - y * 10 ** 300) % 10 ** 20, x > y, -x < y, x == x + 0, (x + y - x) == y)


def isqrt(n):
    r = n
    while r * r > n:
        r = (r + n // r) // 2
    return r


print(isqrt(10 ** 100), isqrt(2 * 10 ** 60))


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(2 ** 200 * 3 ** 50, 6 ** 60) == 2 ** 60 * 3 ** 50, gcd(10 ** 40 + 7, 10 ** 30 + 3))
