# Much that is old: garbage among it is found, each finalizer runs once, and what lives stays whole,
# whether the collector looks at all at once or (when it comes due on its own) piece by piece.
import gc
import weakref


class Node:
    finalized = 0

    def __init__(self, number):
        self.number = number
        self.others = []

    def __del__(self):
        Node.finalized += 1


def ring(first, count):
    nodes = [Node(first + i) for i in range(count)]
    for node, following in zip(nodes, nodes[1:] + nodes[:1]):
        node.others.append(following)
    return nodes[0]


def whole(node, count):
    start, seen = node, 0
    while True:
        assert node.number == start.number + seen, (node.number, start.number, seen)
        seen += 1
        node = node.others[0]
        if node is start:
            return seen == count


gc.collect()
kept = [ring(i * 3, 3) for i in range(20000)]
dropped = [ring(i * 2, 2) for i in range(20000)]
big = ring(0, 5000)
references = [weakref.ref(node) for node in dropped]
gc.collect()
print(Node.finalized, sum(reference() is not None for reference in references))
del dropped, big


# What the collector looks at changes meanwhile: it must not lose what moves.
def change(rounds):
    table = {}
    for i in range(rounds):
        a, b = kept[i % len(kept)], kept[(i * 7) % len(kept)]
        a.others.append((b, [i]))
        table[i] = [a, {"i": (i, [b])}]
        if i % 3 == 0:
            a.others.pop()
        if i % 5 == 0:
            kept[i % len(kept)] = ring(i, 3)
    return table


table = change(30000)
print(all(whole(node, 3) for node in kept), len(table))
print(all(entry[1]["i"][0] == i for i, entry in table.items()))
del table
gc.collect()
print(sum(reference() is not None for reference in references))
print(all(whole(node, 3) for node in kept))
finalized = Node.finalized
print(finalized >= 45000)
for node in kept:
    node.others = []
kept.clear()
del node
gc.collect()
print(Node.finalized - finalized > 20000, gc.collect(), gc.garbage)


# The same with what a finalizer revives.
class Phoenix:
    risen = []

    def __init__(self):
        self.me = [self]

    def __del__(self):
        Phoenix.risen.append(self)


for i in range(1000):
    Phoenix()
gc.collect()
print(len(Phoenix.risen), all(p.me[0] is p for p in Phoenix.risen))
Phoenix.risen.clear()
gc.collect()
print(len(Phoenix.risen))
