"""Takeuchi's and Ackermann's functions: deep recursion with several arguments."""
import sys

sys.setrecursionlimit(20000)


def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


print(tak(22, 16, 8), tak(20, 12, 6), tak(16, 10, 0), ackermann(2, 300), ackermann(3, 7))
