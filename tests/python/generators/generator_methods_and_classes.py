class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def depth_first(self):
        stack = [self]
        while stack:
            n = stack.pop()
            yield n.value
            stack.extend(c for c in (n.right, n.left) if c)

    @staticmethod
    def build(items):
        if not items:
            return None
        m = len(items) // 2
        return Tree(items[m], Tree.build(items[:m]), Tree.build(items[m + 1:]))

    @classmethod
    def levels(cls, root):
        level = [root]
        while level:
            yield [n.value for n in level]
            level = [c for n in level for c in (n.left, n.right) if c]

    @property
    def values(self):
        return (v for v in self)


t = Tree.build(list(range(7)))
print(list(t), list(t.depth_first()), list(Tree.levels(t)), sum(t.values), 3 in t, max(t), sorted(t, reverse=True)[:2], [*t][::3])
a, b, *rest = t
print(a, b, rest, dict(zip(t, "abcdefg")), list(enumerate(t))[2], list(map(str, t)), tuple(x for x in t if x % 2))


class Gen:
    def __call__(self, n):
        for i in range(n):
            yield i, self

    __getitem__ = lambda self, k: (x for x in range(k))

    def __enter__(self):
        self.log = []
        return self.feed()

    def feed(self):
        try:
            while True:
                self.log.append((yield len(self.log)))
        except GeneratorExit:
            self.log.append("closed")

    def __exit__(self, *e):
        return False


g = Gen()
print([i for i, s in g(3)], list(g[2]))
with g as feed:
    next(feed)
    feed.send("a")
    print(feed.send("b"))
    feed.close()
print(g.log)


def counter(start=0, *, step=1, **kw):
    """doc of a generator"""
    try:
        while True:
            start += (yield start) or step
    except ValueError as e:
        yield f"stopped by {e}"


c = counter(5, step=2)
print(next(c), next(c), c.send(100), next(c), c.throw(ValueError("v")), list(c), counter.__doc__, counter.__kwdefaults__)
fs = [lambda n=n: (i * n for i in range(3)) for n in range(3)]
print([list(f()) for f in fs])
