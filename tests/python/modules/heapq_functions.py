import heapq
h = []
for x in [5, 1, 8, 3, 9, 2]:
    heapq.heappush(h, x)
print(h, h[0])
print([heapq.heappop(h) for _ in range(len(h))])
d = [9, 7, 8, 1, 3, 2]
heapq.heapify(d)
print(d, heapq.heappushpop(d, 0), heapq.heappushpop(d, 5), heapq.heapreplace(d, 100), d)
print(heapq.nlargest(3, [1, 9, 4, 7]), heapq.nsmallest(2, "hello"), heapq.nlargest(2, ["aa", "b"], key=len), heapq.nsmallest(0, [1]), heapq.nlargest(10, [1, 2]), heapq.nsmallest(1, [3, 1, 2]), heapq.nlargest(1, [], key=None), heapq.nsmallest(3, [5, 5, 1, 1], key=lambda x: -x))
print(list(heapq.merge([1, 4, 7], [2, 5], [3])), list(heapq.merge("ad", "bc", reverse=False)), list(heapq.merge([3, 1], [4, 2], reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)), list(heapq.merge()))
for text in ("heapq.heappop([])", "heapq.heapreplace([], 1)", "heapq.heappush([1], 'a')", "heapq.heappush((), 1)", "heapq.heapify((1, 2))", "heapq.heapify([1, 'a'])", "heapq.heappop()", "heapq.nsmallest('a', [1])", "heapq.heappushpop([], 5)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class T:
    def __init__(self, p, n):
        self.p, self.n = p, n

    def __lt__(self, o):
        return self.p < o.p


q = []
for p, n in [(3, "c"), (1, "a"), (2, "b")]:
    heapq.heappush(q, T(p, n))
print([heapq.heappop(q).n for _ in range(3)])


def heapsort(it):
    h = list(it)
    heapq.heapify(h)
    return [heapq.heappop(h) for _ in range(len(h))]


data = [(i * 7919) % 503 for i in range(300)]
print(heapsort(data) == sorted(data), heapq.nsmallest(5, data), heapq.nlargest(5, data), heapq.nsmallest(2, [(2, "x"), (1, "y"), (3, "z")]))
m = [5, 3, 1]
heapq._heapify_max(m)
print(m[0], heapq._heappop_max(m))
