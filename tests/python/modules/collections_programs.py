from collections import Counter, defaultdict, deque, namedtuple, OrderedDict, ChainMap
text = "it was the best of times it was the worst of times"
words = Counter(text.split())
print(words.most_common(3), sum(words.values()), words["nothing"])
by_len = defaultdict(set)
for w in words:
    by_len[len(w)].add(w)
print({k: sorted(v) for k, v in sorted(by_len.items())})
Edge = namedtuple("Edge", "a b weight", defaults=[1])
edges = [Edge("a", "b", 3), Edge("b", "c"), Edge("a", "c", 7), Edge("c", "d", 2)]
graph = defaultdict(dict)
for e in edges:
    graph[e.a][e.b] = graph[e.b][e.a] = e.weight


def bfs(start):
    seen, order, queue = {start}, [], deque([start])
    while queue:
        n = queue.popleft()
        order.append(n)
        for m in sorted(graph[n]):
            if m not in seen:
                seen.add(m)
                queue.append(m)
    return order


print(bfs("a"), bfs("d"), max(edges, key=lambda e: e.weight), sum(e.weight for e in edges))


class LRU(OrderedDict):
    def __init__(self, size):
        self.size = size
        super().__init__()

    def get(self, k, make):
        if k in self:
            self.move_to_end(k)
        else:
            self[k] = make(k)
            if len(self) > self.size:
                print("evict", self.popitem(last=False))
        return self[k]


c = LRU(2)
for k in (1, 2, 1, 3, 2):
    c.get(k, lambda k: k * k)
print(dict(c))
config = ChainMap({"debug": True}, {"debug": False, "level": 1}, {"level": 0, "name": "default"})
print(config["debug"], config["level"], config["name"], dict(config))
child = config.new_child({"name": "child"})
child["level"] = 9
print(child["level"], config["level"], child.parents is not config, len(child))
history = deque(maxlen=3)
for i in range(6):
    history.append(i)
    if i == 4:
        history.rotate(1)
print(history, list(history)[::-1])
anagrams = defaultdict(list)
for w in "listen silent enlist google elgoog abc".split():
    anagrams["".join(sorted(w))].append(w)
print([v for v in anagrams.values() if len(v) > 1], Counter("banana") - Counter("ban"), Counter("aab") & Counter("abb"), (Counter("aab") | Counter("abb")).most_common())
print(Counter(a=1, b=2) + Counter(b=3), sorted(Counter("hello").elements()), Counter({"x": 2}) == Counter("xx"))
