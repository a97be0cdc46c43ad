a = 123456789012345678901234567890
b = 987654321098765432109876543210
print(a + b, a - b, a * b, b // a, b % a, -a, abs(-a))
print(a ** 5, 2 ** 200, 3 ** 100, (-3) ** 101, 10 ** 50 // 7)
print(a & b, a | b, a ^ b, ~a, -a & b, -a | b, -a ^ b, a & -b, -a & -b)
print(a << 70, a >> 35, -a >> 35, -a << 3, a >> 500, -a >> 500, 1 << 128, -1 << 64)
print(a == a + 0, a < b, a > b, a != b, -a < a, a <= a, hash(a) == hash(a + 0), a == float(a), 2 ** 70 == 2.0 ** 70)
f = 1
for i in range(1, 60):
    f *= i
print(f, len(str(f)), f % (10 ** 9 + 7))
x, y = 2 ** 63 - 1, 2 ** 62
for n in (x + 1, x - 1, -x - 1, -x - 2, y * 2, y * 4, y - 1, -y - 1, x * x, x * -x, 2 ** 31 * 2 ** 31, 3037000500 ** 2):
    print(n, end=" ")
print()
fib = [0, 1]
while len(fib) < 200:
    fib.append(fib[-1] + fib[-2])
print(fib[-1], sum(fib))
print(int("9" * 50) + 1, -int("9" * 50) - 1, 10 ** 100 - 10 ** 100, 2 ** 64 - 2 ** 64 + 5)
print(str(7 ** 300), hex(7 ** 60), oct(7 ** 60), bin(7 ** 30))
