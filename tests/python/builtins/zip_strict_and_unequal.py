print(list(zip([1, 2, 3], "abc", (True, False, None))), list(zip([1, 2], [3])), list(zip([], [1])), list(zip([1])), list(zip()))
m = [[1, 2, 3], [4, 5, 6]]
print(list(zip(*m)), [list(r) for r in zip(*m)], dict(zip("ab", m)), list(zip(*zip("ab", "cd"))))
for lengths in ((2, 2, 2), (2, 1, 2), (1, 2, 2), (2, 2, 1), (2, 2, 3), (0, 0), (0, 1), (1, 0), (3,)):
    its = [range(n) for n in lengths]
    try:
        print(lengths, list(zip(*its, strict=True)))
    except ValueError as e:
        print(lengths, e)
a, b = iter([1, 2, 3]), iter([1])
print(list(zip(a, b)), list(a), list(b))
z = zip("abc", range(3))
print(next(z), list(z), list(z), z.__class__, iter(z) is z)


def failing():
    yield 1
    raise ValueError("source")


z = zip([1, 2], failing())
print(next(z))
try:
    next(z)
except ValueError as e:
    print(e)
for bad in (lambda: zip(5), lambda: zip([1], None), lambda: zip([1], strict="yes") and list(zip([1], strict="yes")), lambda: zip([1], other=1), lambda: zip(strict=True) and list(zip(strict=True))):
    try:
        print(bad())
    except TypeError as e:
        print(e)
print(sum(x * y for x, y in zip([1, 2, 3], [4, 5, 6])), max(zip([3, 1], "ab")), [i for i, (x, y) in enumerate(zip("abc", "abd")) if x != y], list(map(sum, zip([1, 2], [3, 4]))), sorted(zip([2, 1], "ab")), {k: v for k, v in zip("xy", [1, 2])})
