"""Exceptions thrown and caught, through calls, with finally and with context managers."""


class Odd(Exception):
    def __init__(self, n):
        super().__init__(n)
        self.n = n


def check(n):
    if n % 2:
        raise Odd(n)
    return n


def deep(n, depth):
    if depth == 0:
        return check(n)
    return deep(n, depth - 1)


class Manager:
    swallowed = 0

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is Odd:
            Manager.swallowed += 1
            return True


def main():
    total = 0
    for i in range(500000):
        try:
            total += check(i)
        except Odd as e:
            total -= e.n
        finally:
            total += 1
    d = {}
    for i in range(400000):
        try:
            d[i % 1000] += 1
        except KeyError:
            d[i % 1000] = 1
    for i in range(160000):
        with Manager():
            deep(i, 5)
    for i in range(200000):
        try:
            int("12" if i % 4 else "x")
        except (TypeError, ValueError):
            total += 1
    print(total, sum(d.values()), Manager.swallowed)


main()
