"""Doubly linked lists, parents and children, closures: garbage that only a collector can free."""
import gc


class Node:
    def __init__(self, value, previous):
        self.value = value
        self.previous = previous
        self.next = None
        if previous is not None:
            previous.next = self


class Parent:
    def __init__(self, n):
        self.children = [Child(self, i) for i in range(n)]


class Child:
    def __init__(self, parent, n):
        self.parent = parent
        self.n = n


def ring(n):
    first = last = Node(0, None)
    for i in range(1, n):
        last = Node(i, last)
    last.next = first
    first.previous = last
    return first


def closure(n):
    def self_referring(k):
        return n if k == 0 else self_referring(k - 1)
    return self_referring


def main():
    total = 0
    for i in range(8000):
        node = ring(50)
        total += node.previous.value
    for i in range(40000):
        p = Parent(6)
        total += p.children[-1].parent.children[0].n + len(p.children)
    for i in range(300000):
        total += closure(i)(2)
        x = []
        x.append(x)
        d = {"self": None}
        d["self"] = d
    gc.collect()
    print(total, len(gc.garbage))


main()
