print(list(enumerate("ab")), list(enumerate([], 5)), list(enumerate("ab", start=10 ** 20)), dict(enumerate("xy", 1)))
print(list(zip()), list(zip([1, 2])), list(zip("ab", [1, 2, 3])), list(zip(*[(1, 2), (3, 4)])))
print(list(zip("ab", "cd", strict=True)))
for a, b in (("ab", "c"), ("a", "bc")):
    try:
        list(zip(a, b, strict=True))
    except ValueError as e:
        print(e)
try:
    list(zip("ab", "cd", "e", strict=True))
except ValueError as e:
    print(e)
try:
    list(zip("a", "b", "cd", strict=True))
except ValueError as e:
    print(e)
for text in ("zip(1)", "zip([], 1)", "enumerate(5)", "enumerate()", "enumerate([], 'a')", "enumerate([], 1, 2)", "zip([], bad=1)", "map()", "map(len)", "map(1, 2)", "filter(None)", "list(map(1, [2]))", "filter(None, 5)"):
    try:
        print(type(eval(text)).__name__)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
e = enumerate("abc")
print(next(e), list(e), next(e, None), iter(e) is e)
z = zip(iter([1, 2, 3]), "ab")
print(list(z), next(z, "end"))
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(str, range(3))), list(map(max, [1, 5], [4, 2], [3, 3])))
print(list(filter(None, [0, 1, "", "a", [], [0]])), list(filter(str.isdigit, "a1b2")))
m = map(int, ["1", "x", "3"])
print(next(m))
try:
    next(m)
except ValueError as err:
    print(err)
print(next(m))
