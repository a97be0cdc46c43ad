import bisect
import heapq
from functools import total_ordering


@total_ordering
class Item:
    compared = 0

    def __init__(self, p, name):
        self.p, self.name = p, name

    def __eq__(self, o):
        return self.p == o.p

    def __lt__(self, o):
        Item.compared += 1
        return self.p < o.p

    def __repr__(self):
        return f"{self.name}:{self.p}"


items = []
for p, n in ((5, "e"), (1, "a"), (3, "c"), (3, "d"), (9, "z")):
    bisect.insort(items, Item(p, n))
print(items, bisect.bisect_left(items, Item(3, "?")), bisect.bisect_right(items, Item(3, "?")))
bisect.insort_left(items, Item(3, "first three"))
print(items, Item.compared > 0)
h = [Item(p, "h") for p in (4, 2, 8, 6)]
heapq.heapify(h)
print(heapq.heappop(h), heapq.heappushpop(h, Item(1, "new")), heapq.heapreplace(h, Item(100, "big")), heapq.nsmallest(2, h), heapq.nlargest(1, h))


class Bad:
    def __lt__(self, o):
        raise ValueError("cannot compare")


for f in (lambda: bisect.bisect([Bad()], Bad()), lambda: heapq.heappush([Bad()], Bad()), lambda: heapq.heapify([Bad(), Bad()]), lambda: sorted([Bad(), Bad()]), lambda: heapq.heappop([Bad(), Bad(), Bad()]), lambda: list(heapq.merge([Bad()], [Bad()])), lambda: heapq.nsmallest(1, [Bad(), Bad()])):
    try:
        f()
    except ValueError as e:
        print(e)


class Mutating:
    def __init__(self, l):
        self.l = l

    def __lt__(self, o):
        self.l.clear()
        return False


l = []
l.extend(Mutating(l) for _ in range(4))
try:
    heapq.heappush(l, Mutating(l))
    print("pushed")
except (RuntimeError, IndexError) as e:
    print(type(e).__name__, e)
data = [(r * 37 % 101, r) for r in range(50)]
keys = sorted(data)
print([bisect.bisect(keys, (k,)) for k in (0, 50, 100)], bisect.bisect_left([d[0] for d in keys], 50), bisect.bisect(keys, 50, key=lambda d: d[0]))
ranges = [(0, "low"), (10, "mid"), (100, "high")]
print([ranges[bisect.bisect([r[0] for r in ranges], x) - 1][1] for x in (0, 9, 10, 99, 1000)])
stream = heapq.merge((x * x for x in range(5)), (x * 3 for x in range(6)), key=lambda v: v)
print(list(stream))
print([heapq.heappop(h2) for h2 in [sorted([3, 1, 2])] for _ in range(3)], heapq.nlargest(3, range(10), key=lambda x: x % 4))
