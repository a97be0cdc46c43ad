# Fills the memory with one kind of object until it is used up, three times, and then goes on.
# usage: fill.py KIND
import gc
import sys
from _weakref import ref


class Thing:
    def __init__(self, n):
        self.a = n
        self.b = [n]


def closure(n):
    return lambda: n


def generator(n):
    yield n


MAKERS = {
    "ints": lambda n: n + (1 << 40),
    "strings": lambda n: "text %d" % n,
    "dicts": lambda n: {n: n, "key": n},
    "instances": Thing,
    "closures": closure,
    "bytes": lambda n: bytes(500),
    "big numbers": lambda n: 3**1000 + n,
    "exceptions": lambda n: ValueError(n, "text"),
    "generators": generator,
}


def fill_with_objects(kind):
    make = MAKERS[kind]
    kept = []
    n = 0
    try:
        while True:
            kept.append(make(n))
            n += 1
    except MemoryError:
        return n


def fill_with_nested_lists(kind):
    top = None
    n = 0
    try:
        while True:
            top = [top]
            n += 1
    except MemoryError:
        return n


def fill_with_one_string(kind):
    text = "some text"
    n = 0
    try:
        while True:
            text += text
            n += 1
    except MemoryError:
        return n


class Cycle:
    def __init__(self):
        self.me = [self]


class LastWords(Cycle):
    def __del__(self):
        LastWords.told = True


def fill_with_garbage(kind):
    """Only a collection, which finds no memory, gives it back."""
    gc.disable()
    dead = []
    LastWords.told = False
    n = 0
    try:
        watched = ref(LastWords(), dead.append)
        while True:
            Cycle()
            n += 1
    except MemoryError:
        assert gc.collect() >= n
        assert watched() is None and dead == [watched] and LastWords.told
        gc.enable()
        return n


kind = sys.argv[1]
special = {
    "nested lists": fill_with_nested_lists,
    "one string": fill_with_one_string,
    "garbage": fill_with_garbage,
}
fill = special.get(kind, fill_with_objects)
if kind == "nothing":
    # What a limit must have room for: a little of everything, and a request that cannot fit.
    for make in MAKERS.values():
        kept = [make(n) for n in range(100)]
        try:
            kept.append(bytes(1 << 62))
        except MemoryError:
            pass
else:
    counts = [fill(kind) for i in range(3)]
    assert max(counts) <= 2 * min(counts) + 100, counts  # what was filled came back
print("goes on", sum(range(1000)), sorted("bac"))
