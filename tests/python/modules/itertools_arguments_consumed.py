import itertools as it


def log(name, values):
    for v in values:
        print(f"{name}{v}", end=" ")
        yield v
    print(f"{name}end", end=" ")


def run(label, thing):
    print(label, "|", end=" ")
    print(list(thing))


run("zip", zip(log("a", [1, 2]), log("b", [1])))
run("zip rev", zip(log("a", [1]), log("b", [1, 2])))
run("zip_longest", it.zip_longest(log("a", [1]), log("b", [1, 2])))
run("chain", it.chain(log("a", [1]), log("b", [2])))
run("islice", it.islice(log("a", range(5)), 1, 3))
run("takewhile", it.takewhile(lambda x: x < 2, log("a", range(5))))
run("dropwhile", it.dropwhile(lambda x: x < 2, log("a", range(4))))
run("compress", it.compress(log("a", "xyz"), log("b", [1, 0])))
run("product", it.product(log("a", [1, 2]), log("b", [3])))
run("permutations", it.permutations(log("a", [1, 2])))
run("accumulate", it.accumulate(log("a", [1, 2, 3])))
run("pairwise", it.pairwise(log("a", [1, 2, 3])))
run("starmap", it.starmap(pow, log("a", [(1, 2)])))
run("filterfalse", it.filterfalse(None, log("a", [0, 1])))
run("map", map(lambda a, b: a + b, log("a", [1, 2]), log("b", [3])))
run("enumerate", enumerate(log("a", "x")))
run("cycle", it.islice(it.cycle(log("a", [1, 2])), 5))
a, b = it.tee(log("t", [1, 2, 3]))
print(next(a), next(a), next(b), list(a), list(b))
g = it.groupby(log("g", [1, 1, 2]))
for k, grp in g:
    print("key", k, end=" ")
print()
x = it.islice(log("s", range(10)), 0, 9, 4)
print(next(x), next(x), next(x), next(x, "done"))
print(list(it.islice(it.chain.from_iterable(log("f", ["ab", "cd"])), 3)))
