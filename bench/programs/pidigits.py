"""Digits of pi by the spigot with big ints, then factorials and Fibonacci numbers."""


def digits(n):
    out = []
    k, a, b, a1, b1 = 2, 4, 1, 12, 4
    while len(out) < n:
        p, q, k = k * k, 2 * k + 1, k + 1
        a, b, a1, b1 = a1, b1, p * a + q * a1, p * b + q * b1
        d, d1 = a // b, a1 // b1
        while d == d1 and len(out) < n:
            out.append(d)
            a, a1 = 10 * (a % b), 10 * (a1 % b1)
            d, d1 = a // b, a1 // b1
    return out


def factorial(n):
    f = 1
    for i in range(2, n + 1):
        f *= i
    return f


def main():
    d = digits(7000)
    print("".join(map(str, d[:30])), sum(d))
    print(factorial(9000) % (10 ** 9 + 7), len(str(factorial(1400))))
    a, b = 0, 1
    for _ in range(60000):
        a, b = b, a + b
    print(a % 10 ** 12, pow(3, 10 ** 5 + 7, 10 ** 40 + 3))


main()
