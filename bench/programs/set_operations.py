"""Sets of ints: membership, union, intersection, difference, and reachability in a graph."""


def algebra(rounds):
    total = 0
    evens = set(range(0, 2000, 2))
    threes = set(range(0, 2000, 3))
    for i in range(rounds):
        s = set(range(i, i + 300, 7))
        total += len(s & evens) + len(s | threes) + len(s - threes) + len(s ^ evens)
        total += s.isdisjoint(threes) + (s <= evens)
    return total


def reachable(n):
    edges = {i: {(i * 7 + 1) % n, (i * i + 3) % n} for i in range(n)}
    seen, frontier = {1}, {1}
    steps = 0
    while frontier:
        frontier = {t for f in frontier for t in edges[f]} - seen
        seen |= frontier
        steps += 1
    return len(seen), steps


def unique(n):
    seen = set()
    x = 7
    for _ in range(n):
        x = (x * 16807) % 2147483647
        seen.add(x % 50021)
    return len(seen)


print(algebra(9000), reachable(30000), unique(1700000))
