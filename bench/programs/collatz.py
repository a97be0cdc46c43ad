"""The longest Collatz chain below a limit: a while loop on small ints with a dict of results."""


def chain_length(n, known):
    path = []
    while n not in known:
        path.append(n)
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    length = known[n]
    for m in reversed(path):
        length += 1
        known[m] = length
    return length


def plain(n):
    steps = 0
    while n != 1:
        if n & 1:
            n = 3 * n + 1
        else:
            n >>= 1
        steps += 1
    return steps


known = {1: 1}
best = max(range(1, 170000), key=lambda n: chain_length(n, known))
print(best, known[best], len(known))
print(sum(plain(n) for n in range(1, 50000)))
