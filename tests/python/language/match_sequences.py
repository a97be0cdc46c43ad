def f(x):
    match x:
        case []:
            return "empty"
        case [1]:
            return "just one"
        case [a]:
            return f"one {a}"
        case [1, 2, *rest]:
            return f"1 2 then {rest}"
        case [first, *_, last] if first == last:
            return f"ends equal {first}"
        case (a, b):
            return f"pair {a} {b}"
        case [a, [b, c], *d]:
            return f"nested {a} {b} {c} {d}"
        case [*all, "end"]:
            return f"before end {all}"
        case [_, *middle, _]:
            return f"middle {middle}"
        case _:
            return "no"


from collections import deque
for v in ([], (), [1], [5], [1, 2], (1, 2, 3, 4), [7, 8, 7], (3, 4), [1, [2, 3]], [1, [2, 3], 4, 5], ["a", "b", "c", "end"], [1, 5, 6], "ab", b"ab", {1, 2}, {1: 2}, range(3), deque([1]), iter([1]), bytearray(b"a"), memoryview(b"ab"), 5):
    print(type(v).__name__, f(v))


class Seq:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        return i


from collections.abc import Sequence


class Real(Sequence):
    def __init__(self, *items):
        self.items = items

    def __len__(self):
        print("len")
        return len(self.items)

    def __getitem__(self, i):
        print("get", i)
        return self.items[i]


print(f(Seq()))
print(f(Real(8, 9)))
match [1, 2, 3]:
    case [x, y]:
        print("never")
    case [x, y, z]:
        print(x, y, z)
match (1, (2, 3)):
    case a, (b, c):
        print(a, b, c)
