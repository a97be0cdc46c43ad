from itertools import chain, accumulate, pairwise, starmap, tee, zip_longest, groupby
import operator
print(list(chain("ab", [1], (), range(2))), list(chain()), list(chain.from_iterable(["ab", [1, 2]])), list(chain.from_iterable([])), list(chain([1], chain([2], chain([3])))))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 4], max)), list(accumulate([1, 2, 3], operator.mul, initial=10)), list(accumulate([])), list(accumulate([], initial=5)), list(accumulate("abc")), list(accumulate([1, 2], func=lambda a, b: a * 10 + b)))
print(list(pairwise("abcd")), list(pairwise("a")), list(pairwise([])), list(starmap(pow, [(2, 3), (3, 2)])), list(starmap(lambda *a: sum(a), [(1,), (1, 2), ()])))
print(list(zip_longest("ab", "cde")), list(zip_longest("ab", [1], fillvalue="-")), list(zip_longest()), list(zip_longest([], [])))
a, b, c = tee(iter("xyz"), 3)
print(next(a), next(a), list(b), list(a), list(c), tee([], 0), len(tee([1], 4)))
d, e = tee(range(3))
f = e.__copy__()
print(next(d), list(e), list(f), list(d))
for k, g in groupby("aabbbac"):
    print(k, list(g), end=" ")
print()
print([(k, [x for x in g]) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)], [k for k, g in groupby([])], [(k, len(list(g))) for k, g in groupby(sorted("mississippi"))])
groups = groupby([1, 1, 2, 2, 3])
k1, g1 = next(groups)
k2, g2 = next(groups)
print(k1, list(g1), k2, list(g2))
for text in ("chain(5)", "list(chain(5))", "chain.from_iterable(5)", "accumulate(5)", "list(accumulate([1, 'a']))", "list(starmap(pow, [1]))", "tee(5)", "tee([], -1)", "zip_longest(1)", "zip_longest(bad=1)", "groupby(5)", "groupby()", "pairwise(5)", "pairwise()", "starmap(len)", "list(starmap(5, [()]))", "chain.from_iterable()", "list(groupby([1], 5))", "accumulate()"):
    try:
        r = eval(text)
        print(text, type(r).__name__)
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class E(Exception):
    pass


def failing():
    yield 1
    raise E("inside")


for f in (lambda: list(chain([0], failing())), lambda: list(accumulate(failing())), lambda: list(zip_longest(failing(), "abc")), lambda: [list(g) for k, g in groupby(failing())]):
    try:
        f()
    except E as e:
        print("E", e)
