"""Dicts and counters with int and tuple keys: a sparse matrix and a histogram."""


def histogram(n):
    counts = {}
    x = 1
    for _ in range(n):
        x = (x * 16807) % 2147483647
        k = x % 10007
        if k in counts:
            counts[k] += 1
        else:
            counts[k] = 1
    return counts


def sparse(n):
    m = {}
    for i in range(n):
        m[i % 300, i * 7 % 301] = m.get((i % 300, i * 7 % 301), 0) + i
    total = 0
    for (r, c), v in m.items():
        if r < c:
            total += v
    return len(m), total


counts = histogram(1500000)
print(len(counts), max(counts.values()), sum(k * v for k, v in counts.items()) % 1000007)
print(*sparse(700000))
