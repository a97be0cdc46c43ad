"""Largest eigenvalue of an infinite matrix: float arithmetic in comprehensions and calls."""
from math import sqrt


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def multiply(v):
    n = range(len(v))
    return [sum([element(i, j) * v[j] for j in n]) for i in n]


def multiply_transposed(v):
    n = range(len(v))
    return [sum([element(j, i) * v[j] for j in n]) for i in n]


def main(n):
    u = [1.0] * n
    for _ in range(8):
        v = multiply_transposed(multiply(u))
        u = multiply_transposed(multiply(v))
    uv = vv = 0.0
    for a, b in zip(u, v):
        uv += a * b
        vv += b * b
    print("%.9f" % sqrt(uv / vv))


main(300)
