"""Repeating every kind of sequence, from either side and in place, no times, once and often."""
from array import array
from collections import UserList, deque


class Tuple(tuple):
    pass


class List(list):
    pass


class Text(str):
    pass


class Bytes(bytes):
    pass


SEQUENCES = [
    (), (1,), (1, "a", None), Tuple(), Tuple((1, 2)), [], [1], [1, [], "x"], List(), List([1, 2]),
    "", "a", "ab", "\xe9", "\u20ac", "\U0001f600b", Text("xy"), b"", b"a", b"abc", Bytes(b"xy"),
    bytearray(), bytearray(b"a"), bytearray(b"abc"), array("i"), array("i", [1, 2]), array("B", [7]),
    deque(), deque([1, 2]), deque([1, 2, 3], maxlen=4), UserList([1, 2]),
]
COUNTS = [-(2 ** 60), -5, -1, 0, False, 1, True, 2, 3, 17]

for sequence in SEQUENCES:
    for count in COUNTS:
        after = sequence * count
        before = count * sequence
        in_place = sequence[:] if not isinstance(sequence, deque) else sequence.copy()
        in_place *= count
        print(repr(after), type(after).__name__, before == after, in_place == after, len(after))

many = 40000
for one in ((1,), [1], "a", b"a", bytearray(b"a"), (1, 2), [1, 2]):
    long = one * many
    print(type(one).__name__, len(long), long[0], long[-1], long == one * (many - 1) + one)

for sequence in ((1,), [1], "a", b"a", bytearray(b"a")):
    for count in (1.0, "a", None, [], 2 ** 70):
        try:
            sequence * count
        except Exception as error:
            print(type(error).__name__, error)
