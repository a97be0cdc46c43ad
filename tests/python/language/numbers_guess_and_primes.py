def primes(n):
    sieve = [True] * (n + 1)
    sieve[0:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if sieve[i]:
            sieve[i * i::i] = [False] * len(sieve[i * i::i])
    return [i for i, p in enumerate(sieve) if p]


def factors(n):
    out, p = [], 2
    while p * p <= n:
        while n % p == 0:
            out.append(p)
            n //= p
        p += 1
    return out + [n] if n > 1 else out


def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)


def binary_search(items, x):
    low, high, steps = 0, len(items) - 1, 0
    while low <= high:
        steps += 1
        mid = (low + high) // 2
        if items[mid] == x:
            return mid, steps
        if items[mid] < x:
            low = mid + 1
        else:
            high = mid - 1
    return -1, steps


def to_roman(n):
    out = ""
    for v, s in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split()):
        while n >= v:
            out, n = out + s, n - v
    return out


def collatz(n):
    yield n
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        yield n


def pascal(n):
    row = [1]
    for _ in range(n):
        yield row
        row = [a + b for a, b in zip([0] + row, row + [0])]


p = primes(100)
print(p, len(p))
print(factors(360), factors(97), factors(2 ** 31 - 1), gcd(1071, 462), binary_search(p, 43), binary_search(p, 44))
print([to_roman(n) for n in (1, 4, 9, 14, 40, 1994, 2024)], list(collatz(6)), max(range(1, 50), key=lambda n: len(list(collatz(n)))))
for row in pascal(6):
    print(" ".join(map(str, row)).center(20).rstrip())
perfect = [n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n]
print(perfect, [n for n in range(100, 1000) if sum(int(c) ** 3 for c in str(n)) == n], sum(x for x in range(1000) if x % 3 == 0 or x % 5 == 0))
