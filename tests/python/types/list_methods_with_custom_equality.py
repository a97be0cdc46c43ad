class Eq:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        print(f"eq({self.n},{getattr(other, 'n', other)})", end=" ")
        return self.n == getattr(other, "n", other)

    def __repr__(self):
        return f"E{self.n}"


x = [Eq(1), Eq(2), Eq(3)]
print(x.index(2), x.count(Eq(3)), Eq(2) in x, 9 in x)
x.remove(2)
print(x, x == [Eq(1), Eq(3)], x != [Eq(1)], x == [1, 3])
one = x[0]
print(one in x, x.index(one))


class Mutates:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target.clear()
        return False


l = [1, 2, 3]
print(l.count(Mutates(l)), l)
l = [1, 2, 3]
print(Mutates(l) in l, l)
l = [1, 2, 3]
try:
    l.remove(Mutates(l))
except ValueError as e:
    print(e, l)
l = [1, 2, 3]
try:
    l.index(Mutates(l))
except ValueError as e:
    print(str(e)[:20] if " at 0x" in str(e) else e)


class Bad:
    def __eq__(self, o):
        raise RuntimeError("no equality")


for f in (lambda: [1].index(Bad()), lambda: Bad() in [1], lambda: [Bad()] == [1], lambda: [1].count(Bad()), lambda: [1].remove(Bad()), lambda: (1,) == (Bad(),), lambda: {1: Bad()} == {1: 2}, lambda: [Bad()] < [1]):
    try:
        print(f())
    except RuntimeError as e:
        print(e)
class Lt:
    def __init__(self, n):
        self.n = n
    def __lt__(self, o):
        print(f"lt({self.n},{o.n})", end=" ")
        return self.n < o.n
    def __repr__(self):
        return str(self.n)
print(sorted([Lt(2), Lt(1), Lt(3)]), min([Lt(2), Lt(1)]), max(Lt(1), Lt(2), key=lambda v: v.n))
nan = float("nan")
print([nan] == [nan], [nan].index(nan), [nan].count(nan), nan in (nan,), [nan] == [float("nan")], (nan, 1) < (nan, 2))
