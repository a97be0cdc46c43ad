a, b = 17, 5
print(a + b, a - b, a * b, a / b, a // b, a % b, a ** b)
print(-a // b, -a % b, a // -b, a % -b, -a // -b, -a % -b)
print(a & b, a | b, a ^ b, ~a, a << 3, a >> 2, -a >> 2)
print(+a, -a, abs(-a), divmod(a, b), divmod(-a, b))
x = 10
x += 1
x -= 2
x *= 3
x //= 2
x %= 8
x **= 3
x <<= 2
x >>= 1
x |= 1
x &= 0xFF
x ^= 3
print(x)
x /= 2
print(x)
print(2 + 3 * 4 ** 2 - 6 // 4, (2 + 3) * 4, -2 ** 2, 2 ** -1, 2 ** 3 ** 2)
print(not 1 == 2, 1 + 2 < 4, 5 & 3 == 3)
