x = [1]
x.append(x)
print(x, repr(x), str([x]))
d = {"a": 1}
d["self"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
a, b = [], []
a.append(b)
b.append(a)
print(a, b)
s = [d, x]
d["list"] = s
print(s)


class R:
    def __init__(self):
        self.items = [self]

    def __repr__(self):
        return f"R({self.items})" if len(self.items) > 1 else "R"


print(R().items)
y = [1]
y.append(y)
print(x == x, x != x)
try:
    print(x == y)
except RecursionError as e:
    print("RecursionError", str(e).startswith("maximum recursion depth exceeded"))
print(len(x), x[1][1][1][0], x[1] is x)
print(repr([[], (), {}, set(), "", b"", None, 1.0, 1j, ..., NotImplemented, int, len]))
print([[1, 2], [3]], ((1,), ()), {1: {2: 3}}, {(1, 2): [3]}, [{"a"}], frozenset([1]))


class Bad:
    def __repr__(self):
        raise ValueError("no repr")


try:
    print([Bad()])
except ValueError as e:
    print(e)


class BadType:
    def __repr__(self):
        return 5


try:
    print([BadType()])
except TypeError as e:
    print(e)
