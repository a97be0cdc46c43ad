# Fills the memory with one kind of object until it is used up, three times, and then goes on.
# usage: fill.py KIND
import sys


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


kind = sys.argv[1]
special = {"nested lists": fill_with_nested_lists, "one string": fill_with_one_string}
fill = special.get(kind, fill_with_objects)
if kind == "nothing":
    for make in MAKERS.values():
        kept = [make(n) for n in range(10)]
    try:
        raise MemoryError
    except MemoryError:
        pass
else:
    counts = [fill(kind) for i in range(3)]
    assert max(counts) <= 2 * min(counts) + 100, counts  # what was filled came back
print("goes on", sum(range(1000)), sorted("bac"))
