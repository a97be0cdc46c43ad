def items(*values):
    for v in values:
        print("item", v, end=" ")
        yield v


print(all(items(1, 0, 2)), any(items(0, 3, 4)), all(items()), any(items()))
print(all([]), any([]), all([[]]), any([[]]), all([[[]]]), all({}), any({0: 1}), all({1: 0}), any(""), all("a"), any(range(1)), all(range(1, 5)))


class T:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        print("bool", self.v, end=" ")
        return self.v


print(all([T(True), T(False), T(True)]), any([T(False), T(True), T(True)]))
print(type(all([1, 2])).__name__, all(x > 0 for x in [1, 2]), any(x > 5 for x in [1, 2]), any("x" in w for w in ["abc", "xyz"]))
for text in ("all(1)", "any(None)", "all()", "any([], [])", "all(x=1)"):
    try:
        print(eval(text))
    except TypeError as e:
        print(text, "->", e)


class E:
    def __bool__(self):
        raise ValueError("truth")


try:
    any([0, E()])
except ValueError as e:
    print(e)
print(sum(1 for _ in filter(None, [0, 1, 2])), min([3, 1], default=0), max([], default=-1), sum([], []), sum([[1], [2]], [0]))
