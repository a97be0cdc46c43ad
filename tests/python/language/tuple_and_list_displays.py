print((), (1,), (1, 2), 1, [], [1], [1, ], (1, 2,), {}, {1}, {1: 2}, {1: 2, })
t = 1, 2
u = 3,
print(t, u, *t, (*t, *u), [*t, 5, *u])
print([[]] * 3, [[] for _ in range(3)], ([],) * 2)
a = [[0] * 2] * 2
a[0][0] = 1
print(a)
b = [[0] * 2 for _ in range(2)]
b[0][0] = 1
print(b)
print({"a": 1, "a": 2}, {1: "x", True: "y", 1.0: "z"}, {**{"k": 1}, "k": 2}, {"k": 0, **{"k": 1}})
print([1, [2, [3, [4]]]], (1, (2, (3,))), {"a": {"b": {"c": []}}}, [(), [], {}, set()])
print(list((1, 2)), tuple([1, 2]), list("ab"), dict([(1, 2)]), set([1]), list({1: 2}), [*{1: 2}.items()])
print([1, 2, 3][-1], (1, 2, 3)[::-1], {"a": [1]}["a"][0], [1, 2] + [3], (1,) + (2,), [0] * 3)
print(len([None] * 1000), sum([[1, 2], [3]], []), [1] == [1.0], (1, [2]) == (1, [2]), [1, 2] != [2, 1], [] == [], () is ())
big = [i for i in range(300)]
print(len(big), big[255:258], [*range(3)], (*range(3),), {*range(3)} == {0, 1, 2})
x = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40]
print(sum(x), x[30], len((1, 2, 3, "a", None, True, 2.5, (1, 2), b"x")))
y = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18}
print(len(y), y["eighteen"], list(y)[:2])
