t = (1, 2, 3)
print(t + (4,), t * 2, 2 * t, t[0], t[-1], t[1:], t[::-1], len(t), 2 in t, t.index(2), t.count(1), t == (1, 2, 3), t < (1, 2, 4), () < (0,), hash(t) == hash((1, 2, 3)), tuple("ab"), tuple(), tuple([1]), (), (1,))
print({(1, 2): "x"}[(1, 2)], ((1, 2), 3) in [((1, 2), 3)], tuple(x * x for x in range(4)), t is tuple(t), t[:] is t, t * 1 is t, () is tuple(), max((1, 5), (2, 0)))
for text in ("t[3]", "t[0] = 1", "del t[0]", "t['a']", "t + [1]", "t * 'a'", "t.append(1)", "t.index(9)", "t.index()", "tuple(5)", "t < 5", "hash(([],))", "t.count()", "tuple(1, 2)", "t - t", "t.index(1, 1)", "t[1.0]", "t[::0]", "t.x = 1", "-t"):
    try:
        exec(text)
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class P(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]


p = P(3, 4)
print(p, p.x, p == (3, 4), type(p + p).__name__, type(p[:]).__name__, hash(p) == hash((3, 4)), isinstance(p, tuple), len(p), [*p])
p.z = 5
print(p.z, p.__dict__)
try:
    p.x = 5
except AttributeError as e:
    print(e)
a = (1, 2, [3])
a[2].append(4)
print(a, repr((1, "a", None)), str((1.5,)), ((),), tuple({1: 2}), tuple("é日"), (1, 2) != (1, 2.0), (1, 2) == (1.0, 2.0), (True,) == (1,))
