# A program that wants more than its heap may hold gets a MemoryError that it can catch, and then
# works on.
def too_much(grow):
    try:
        grow()
    except MemoryError:
        return "MemoryError"
    return "no error"


def grow_list():
    items = []
    while True:
        items.append([len(items)] * 10)


def grow_string():
    text = "x" * 1000
    while True:
        text = text + text


def grow_dict():
    table = {}
    while True:
        table[len(table)] = str(len(table))


def one_big_block():
    return [0] * 100_000_000


def big_number():
    return 1 << 8_000_000_000


def deep():
    keep = []
    while True:
        keep = [keep]


class Node:
    pass


def grow_instances():
    last = None
    while True:
        node = Node()
        node.last = last
        last = node


for round in range(2):
    for grow in (grow_list, grow_string, grow_dict, one_big_block, big_number, deep, grow_instances):
        print(grow.__name__, too_much(grow))
    words = {}
    for i in range(20000):
        words["word %d" % i] = [i, i + 1]
    print(len(words), sum(b for a, b in words.values()))
    del words
