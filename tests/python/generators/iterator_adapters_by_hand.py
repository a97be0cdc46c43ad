class Peek:
    def __init__(self, it):
        self.it, self.cache = iter(it), []

    def __iter__(self):
        return self

    def __next__(self):
        return self.cache.pop() if self.cache else next(self.it)

    def peek(self, default=None):
        if not self.cache:
            try:
                self.cache.append(next(self.it))
            except StopIteration:
                return default
        return self.cache[0]


p = Peek("abc")
print(p.peek(), next(p), p.peek(), list(p), p.peek("end"))


def chunks(it, n):
    it = iter(it)
    while chunk := [x for _, x in zip(range(n), it)]:
        yield chunk


def interleave(*its):
    its = [iter(i) for i in its]
    while its:
        for it in its[:]:
            try:
                yield next(it)
            except StopIteration:
                its.remove(it)


def unique(it, key=lambda x: x):
    seen = set()
    for x in it:
        if (k := key(x)) not in seen:
            seen.add(k)
            yield x


def window(it, n):
    buf = []
    for x in it:
        buf.append(x)
        if len(buf) == n:
            yield tuple(buf)
            del buf[0]


def flatten(x):
    if isinstance(x, (list, tuple)):
        for y in x:
            yield from flatten(y)
    else:
        yield x


def runs(s):
    it = iter(s)
    try:
        last, n = next(it), 1
    except StopIteration:
        return
    for c in it:
        if c == last:
            n += 1
        else:
            yield last, n
            last, n = c, 1
    yield last, n


print(list(chunks(range(7), 3)), list(interleave("abc", [1], (7, 8))), "".join(unique("mississippi")), list(unique(["a", "A", "b"], str.lower)), list(window(range(5), 3)), list(flatten([1, (2, [3, []]), [[4]]])), list(runs("aaabccd")), list(runs("")))


def permutations(items):
    if len(items) <= 1:
        yield items
    for i, x in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [x] + rest if len(items) > 1 else rest
            if len(items) <= 1:
                return


print(sum(1 for _ in permutations([1, 2, 3, 4])), [p for p in permutations("ab".split())])


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        n = self.n
        while n:
            yield n
            n -= 1

    def __reversed__(self):
        return iter(range(1, self.n + 1))

    def __length_hint__(self):
        print("hint", end=" ")
        return self.n


c = Countdown(3)
print(list(c), list(c), list(reversed(c)), [(a, b) for a in c for b in c][:4])
