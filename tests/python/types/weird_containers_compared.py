from collections import deque, OrderedDict
pairs = [([1], (1,)), ([1], [1.0]), ((1, 2), (1, 2.0)), ({1: 2}, {1.0: 2.0}), ({1}, {1.0}), ({1}, frozenset([1])), ("a", b"a"), (b"a", bytearray(b"a")), (range(3), [0, 1, 2]), (range(3), range(0, 3)), (1, True), (0, False), (0, 0.0), (1, 1 + 0j), ("", b""), ((), []), ({}, set()), (None, False), (deque([1]), [1]), (OrderedDict(a=1), {"a": 1}), ([[]], [[]]), ([()], [[]]), (slice(1), slice(None, 1)), (int, int), (..., ...), (NotImplemented, None), (float("nan"), float("nan")), (10 ** 20, 1e20), (memoryview(b"a"), b"a"), ({1: [2]}, {1: [2]}), (dict(a=1).keys(), {"a"}), (dict(a=1).items(), {("a", 1)})]
for a, b in pairs:
    row = [a == b, a != b, b == a, b != a]
    for op in ("<", "<=", ">", ">="):
        try:
            row.append(eval(f"a {op} b"))
        except TypeError:
            row.append("TypeError")
    print(type(a).__name__, type(b).__name__, *row)
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [2] > [1, 9], (1, "a") < (1, "b"), [[1], [2]] < [[1], [3]], (1, [2]) == (1, [2]), [] < [0], () <= (), [1] >= [1], (0,) < (False, 1), "abc" < "abd", b"a" < b"b", {1} < {1, 2}, {1: 1} == {1: 1})
try:
    [1, "a"] < [1, 2]
except TypeError as e:
    print(e)
try:
    (1, None) < (1, 0)
except TypeError as e:
    print(e)
print([1, "a"] < [2, 2], (None, 1) == (None, 1), [None] == [None], max([1, 2], [1, 3], [0, 9]), sorted([(2, "b"), (1, "z"), (2, "a")]), min("b", "a", "c"))
