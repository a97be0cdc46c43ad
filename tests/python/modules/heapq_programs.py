import heapq
from itertools import count


class PriorityQueue:
    def __init__(self):
        self.heap, self.entries, self.seq = [], {}, count()

    def add(self, task, priority=0):
        if task in self.entries:
            self.remove(task)
        entry = [priority, next(self.seq), task]
        self.entries[task] = entry
        heapq.heappush(self.heap, entry)

    def remove(self, task):
        self.entries.pop(task)[2] = None

    def pop(self):
        while self.heap:
            priority, _, task = heapq.heappop(self.heap)
            if task is not None:
                del self.entries[task]
                return task
        raise KeyError("pop from an empty priority queue")


q = PriorityQueue()
for t, p in (("write", 3), ("read", 1), ("run", 2), ("read", 5)):
    q.add(t, p)
q.remove("run")
print([q.pop() for _ in range(2)])
try:
    q.pop()
except KeyError as e:
    print(e)


def huffman(text):
    freq = {}
    for c in text:
        freq[c] = freq.get(c, 0) + 1
    heap = [(n, i, c) for i, (c, n) in enumerate(sorted(freq.items()))]
    heapq.heapify(heap)
    i = len(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], i, (a[2], b[2])))
        i += 1
    codes = {}

    def walk(node, prefix):
        if isinstance(node, tuple):
            walk(node[0], prefix + "0")
            walk(node[1], prefix + "1")
        else:
            codes[node] = prefix or "0"
    walk(heap[0][2], "")
    return codes


codes = huffman("abracadabra")
print(sorted(codes.items()), len("".join(codes[c] for c in "abracadabra")))
lists = [[1, 4, 9], [2, 3], [], [0, 10]]
print(list(heapq.merge(*lists)), heapq.nsmallest(3, (x for l in lists for x in l)), heapq.nlargest(2, "hello world", key=ord))
running = []
low, high = [], []
for x in [5, 2, 8, 1, 9, 3]:
    heapq.heappush(high, -heapq.heappushpop(low, -x))
    if len(high) > len(low):
        heapq.heappush(low, -heapq.heappop(high))
    running.append(-low[0] if len(low) > len(high) else (high[0] - low[0]) / 2)
print(running)
