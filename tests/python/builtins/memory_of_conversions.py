print(list("abc"), list((1, 2)), list({1: 2}), list(range(3)), list({5}), list(b"ab"), list(map(str, [1])), list(zip("a", "b")), list(enumerate("a")), list(reversed([1, 2])), list(open("f.txt", "w+")))
print(tuple("ab"), tuple([1]), tuple({1: 2}.items()), tuple(x for x in (1, 2)), tuple(()), tuple(b"a"))
print(dict([(1, 2), [3, 4]]), dict(["ab", "cd"]), dict(a=1), dict({"k": 1}, b=2), dict(zip("ab", [1, 2])), dict(((x, x) for x in "q")), dict(enumerate("ab")), dict({}.items()))
print(set("aab") == {"a", "b"}, frozenset([1, 1]), sorted(set((3, 1))), set({1: 2}), set(range(3)))
print(str(5), str([1]), str("a"), str(b"b"), str(None), repr("a"), bytes([65]), bytes(2), bytes("a", "ascii"), bytearray(b"x"), int("5"), int(5.7), int("ff", 16), float("1.5"), float(2), complex("1+2j"), bool("False"), bool(""))
print(list(str(123)), [int(c) for c in "123"], "".join(str(d) for d in [1, 2]), int("".join(["4", "2"])), tuple(map(int, "1 2".split())), dict(a="1")["a"] + "x", sum(map(int, str(2 ** 20))), list(map(list, ["ab", "c"])))
print([type(f(x)).__name__ for f, x in ((int, "1"), (float, 1), (str, 1), (list, ""), (tuple, ""), (set, ""), (dict, ()), (frozenset, ""), (bytes, 1), (bytearray, 1), (complex, 1), (bool, 1), (range, 1), (slice, 1), (memoryview, b""), (enumerate, ""), (iter, ""), (reversed, ""), (zip, ""), (type, 1), (object.__class__, 1))])


class Iter:
    def __iter__(self):
        return iter((1, 2))


class Pairs:
    def keys(self):
        return "ab"

    def __getitem__(self, k):
        return k * 2


class Len:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        if i >= 2:
            raise IndexError
        return i


print(list(Iter()), tuple(Iter()), set(Iter()), dict(Pairs()), {**Pairs()}, bytes(Iter()), bytearray(Iter()), list(Len()), tuple(reversed(Len())), dict(zip(Iter(), Len())), [*Iter(), *Len()], sorted(Iter()), sum(Len()), max(Iter()), str(Iter().__iter__().__class__.__name__))
