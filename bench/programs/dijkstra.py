"""Shortest paths in a grid of weights with a heap, dicts and tuples."""
import heapq


def grid(n):
    x = 99
    rows = []
    for _ in range(n):
        row = []
        for _ in range(n):
            x = (x * 16807) % 2147483647
            row.append(x % 9 + 1)
        rows.append(row)
    return rows


def shortest(weights):
    n = len(weights)
    best = {(0, 0): 0}
    heap = [(0, (0, 0))]
    done = set()
    while heap:
        cost, here = heapq.heappop(heap)
        if here in done:
            continue
        done.add(here)
        if here == (n - 1, n - 1):
            return cost, len(done)
        r, c = here
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            a, b = r + dr, c + dc
            if 0 <= a < n and 0 <= b < n:
                new = cost + weights[a][b]
                if new < best.get((a, b), 1 << 30):
                    best[a, b] = new
                    heapq.heappush(heap, (new, (a, b)))


print(*shortest(grid(400)))
items = [(i * 7919) % 100003 for i in range(100003)]
heapq.heapify(items)
print(sum(heapq.heappop(items) for _ in range(70000)), heapq.nsmallest(3, items), heapq.nlargest(2, items))
