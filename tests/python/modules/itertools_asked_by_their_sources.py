# An iterator whose source asks the iterator itself for the next item, which may end it.
import itertools


class Source:
    """Counts to `end`; at the numbers in `asking` it gives what the iterator over it gives."""

    def __init__(self, asking, end):
        self.asking = asking
        self.end = end
        self.number = 0
        self.iterator = None

    def __iter__(self):
        return self

    def __next__(self):
        self.number += 1
        number = self.number
        if number > self.end:
            raise StopIteration
        if number in self.asking:
            return "inner", next(self.iterator, "end")
        return number


def show(name, make, asking=(2, 4), end=6, limit=8):
    source = Source(asking, end)
    source.iterator = make(source)
    print(name, list(itertools.islice(source.iterator, limit)))
    source.iterator = None


show("chain", lambda s: itertools.chain(s, s, "ab"))
show("chain ends", lambda s: itertools.chain(s), asking=(3,), end=3)
show("cycle", itertools.cycle)
show("cycle ends", itertools.cycle, asking=(3,), end=3)
show("accumulate", lambda s: itertools.accumulate(s, lambda a, b: (a, b)))
show("pairwise", itertools.pairwise)
show("pairwise first", itertools.pairwise, asking=(1,))
show("zip_longest", lambda s: itertools.zip_longest(s, range(9)), end=4)
show("zip_longest twice", lambda s: itertools.zip_longest(s, s, "abcdef"), end=20)

# The inner question comes while the slice reads an item that it skips.
source = Source((2,), 9)
source.iterator = itertools.islice(source, 0, 9, 3)
print(next(source.iterator), next(source.iterator), list(source.iterator))


class Ending:
    """Ends the iterator over it while that waits for an item."""

    def __init__(self, length):
        self.left = length
        self.iterator = None

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        if self.left == 0:
            list(self.iterator)
        return self.left


for make in (itertools.chain, lambda s: itertools.chain.from_iterable(map(str, s))):
    for length in (1, 2, 3):
        source = Ending(length)
        source.iterator = make(source)
        print(list(source.iterator), end=" ")
    print()


class Step(int):
    """A number whose addition asks the counter too."""

    def __radd__(self, other):
        if len(asked) < 3:
            asked.append("asked")
            asked.append(next(counter))
        return other + int(self)


asked = []
counter = itertools.count(0, Step(2))
print([next(counter) for _ in range(4)], asked)
