"""Values flowing through chains of generators and generator expressions."""


def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def squares(it):
    for x in it:
        yield x * x


def odd(it):
    for x in it:
        if x & 1:
            yield x


def windows(it, size):
    window = []
    for x in it:
        window.append(x)
        if len(window) == size:
            yield sum(window)
            window.clear()


def averager():
    total = count = 0
    while True:
        x = yield total // (count or 1)
        total += x
        count += 1


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def main():
    print(sum(windows(odd(squares(numbers(900000))), 5)) % 1000000007)
    print(sum(x for x in (y + 1 for y in (z * 2 for z in range(600000))) if x % 3))
    a = averager()
    next(a)
    last = 0
    for i in range(300000):
        last = a.send(i % 1000)
    print(last, sum(tree(15)))


main()
