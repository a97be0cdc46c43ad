a = [1, 2, 3]
print(2 in a, 5 not in a, [] in [[]], () in [()], None in [0, None], "" in "", "a" in ("ab",), "ab" in "abc", 1 in {1: 2}, 2 in {1: 2}, 1.0 in [1], True in [1], "1" in [1])
x = y = []
z = []
print(x is y, x is z, x == z, x is not z, not x is y, x is None, None is None)
print(1 in [1] == [1], (1 in [1]) == True, 1 == 1 in [1], not 1 in [2] and 3, 1 < 2 in [2], 5 in range(10), 5 in range(0, 10, 2), -1 in range(5), 1.5 in range(3))


class C:
    def __init__(self, n):
        self.n = n

    def __contains__(self, x):
        print(f"contains {x}", end=" ")
        return x == self.n


class I:
    def __iter__(self):
        for i in range(3):
            print(f"yield {i}", end=" ")
            yield i


class G:
    def __getitem__(self, i):
        print(f"get {i}", end=" ")
        if i > 3:
            raise IndexError
        return i


class N:
    __contains__ = None

    def __iter__(self):
        return iter([1])


print(1 in C(1), 2 in C(1), 2 not in C(1))
print(1 in I(), 9 in I(), 2 in G(), 9 in G())
for text in ("1 in N()", "1 in 5", "1 in None", "'a' in 1", "1 in 'a'", "None in 'a'", "b'a' in 'a'", "'a' in b'a'", "[] in {1}", "[] in {}", "1 in object()", "1 not in 3.5", "300 in b'a'"):
    try:
        print(text, eval(text))
    except (TypeError, ValueError) as e:
        print(text, "->", type(e).__name__, e)
print("b" in {"a": 1, "b": 2}.keys(), 2 in {"a": 2}.values(), ("a", 1) in {"a": 1}.items(), 3 in (x for x in range(5)), 3 in map(int, "123"), (1, "a") in enumerate("ba"), "é" in "café", "\u0301" in "e\u0301", 97 in b"abc", b"bc" in b"abc", 97 in bytearray(b"a"), 1 in memoryview(b"\1"))
g = (i for i in range(5))
print(2 in g, list(g), 2 in g)
