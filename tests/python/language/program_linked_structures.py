class Node:
    def __init__(self, key, value):
        self.key, self.value = key, value
        self.left = self.right = None


class Tree:
    def __init__(self, items=()):
        self.root, self.size = None, 0
        for k, v in items:
            self[k] = v

    def __setitem__(self, key, value):
        if self.root is None:
            self.root = Node(key, value)
            self.size += 1
            return
        n = self.root
        while True:
            if key == n.key:
                n.value = value
                return
            side = "left" if key < n.key else "right"
            if getattr(n, side) is None:
                setattr(n, side, Node(key, value))
                self.size += 1
                return
            n = getattr(n, side)

    def __getitem__(self, key):
        n = self.root
        while n:
            if key == n.key:
                return n.value
            n = n.left if key < n.key else n.right
        raise KeyError(key)

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def __iter__(self):
        def walk(n):
            if n:
                yield from walk(n.left)
                yield n.key
                yield from walk(n.right)
        return walk(self.root)

    def items(self):
        return [(k, self[k]) for k in self]

    def __len__(self):
        return self.size

    def depth(self):
        def d(n):
            return 1 + max(d(n.left), d(n.right)) if n else 0
        return d(self.root)


t = Tree((i * 37 % 101, i) for i in range(60))
t[5] = "five"
print(len(t), list(t)[:8], t[5], 37 in t, 1000 in t, t.depth(), t.items()[-1])
try:
    t["missing" and 999]
except KeyError as e:
    print("KeyError", e)


class LinkedList:
    class Cell:
        __slots__ = "value", "next"

        def __init__(self, value, next):
            self.value, self.next = value, next

    def __init__(self, *values):
        self.head = None
        for v in reversed(values):
            self.head = self.Cell(v, self.head)

    def __iter__(self):
        c = self.head
        while c:
            yield c.value
            c = c.next

    def reverse(self):
        prev = None
        while self.head:
            self.head.next, prev, self.head = prev, self.head, self.head.next
        self.head = prev
        return self

    def __repr__(self):
        return " -> ".join(map(repr, self)) or "empty"


l = LinkedList(1, "two", 3.0)
print(l, l.reverse(), LinkedList(), sum(LinkedList(*range(50))))
