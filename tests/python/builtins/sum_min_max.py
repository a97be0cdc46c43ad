print(sum([1, 2, 3]), sum([], 5), sum([0.1] * 3), sum([[1], [2]], []), sum((1, 2), start=10), sum(range(0)))
print(min(3, 1, 2), max([4, 9, 2]), min("hello"), max("a", "B"), min([1, 2], [1]), max((1,), (0, 5)))
print(max(["aa", "b"], key=len), min([-3, 2], key=abs), max([], default="d"), min([], default=None))
print(max(1, 1.0), max(1.0, 1), min(True, 1), max([1, 3, 3.0]), min("b", "a", key=ord))
print(any([0, "", None]), any([0, 1]), any([]), all([1, "a"]), all([1, 0]), all([]))
print(sum([True, True]), sum([1.5, 2]), sum([1, 2.5, 1j]), sum(x for x in range(5)))
print(sum([2 ** 62, 2 ** 62, 2 ** 62]), sum([10 ** 20, 1]))
for text in ("sum(['a', 'b'])", "sum('abc', '')", "sum([b'a'], b'')", "sum(5)", "sum()", "min()", "max([])", "min(5)", "max(1, 'a')",
             "max(1, 2, default=3)", "min([1], key=5)", "sum([1], 2, 3)", "any(5)", "all()", "sum([1, None])", "max(x=1)", "sum([], bytearray())"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
