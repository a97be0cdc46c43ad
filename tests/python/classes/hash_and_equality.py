class P:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return isinstance(other, P) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))


d = {P(1, 2): "a"}
print(d[P(1, 2)], P(1, 2) in d, P(2, 1) in d, len({P(1, 1), P(1, 1), P(1, 2)}), P(1, 2) == P(1, 2), P(1, 2) != P(1, 2), [P(0, 0)].index(P(0, 0)))


class NoHash:
    __hash__ = None


class EqOnly:
    def __eq__(self, o):
        return True


class HashKept(P):
    def __eq__(self, o):
        return False
    __hash__ = P.__hash__


class Inherits(P):
    pass


for obj in (NoHash(), EqOnly(), [], {}, set(), bytearray(), slice(1), ([],), {}.keys(), {}.items()):
    try:
        hash(obj)
        print("hashable", type(obj).__name__)
    except TypeError as e:
        print(e)
print(hash(HashKept(1, 2)) == hash(P(1, 2)), hash(Inherits(1, 2)) == hash(P(1, 2)), HashKept(1, 1) == HashKept(1, 1))
for v in (True, -1, 2 ** 61 - 1, 2 ** 61, -2 ** 61 + 1, 0, 1.5):
    print(v, hash(v), end=" ")
print()


class H:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return self.v


for v in (5, -1, -2, 2 ** 61, 2 ** 64, -2 ** 70, True):
    print(v, hash(H(v)), end=" ")
print()
for v in ("s", 1.5, None):
    try:
        hash(H(v))
    except TypeError as e:
        print(e)
print(hash(1) == hash(1.0) == hash(True) == hash(1 + 0j), hash((1, 2)) == hash((1.0, 2.0)), hash(None) == hash(None), hash(int) == hash(int), hash("a") == hash("a"), hash(b"a") == hash("a"), hash(()) == hash(()), hash(range(0)) == hash(range(5, 5)))
print(1 == 1.0 == True, "1" == 1, (1,) == [1], {1: 2} == {1.0: 2}, None == 0, [] == (), NotImplemented == 1)


class Identity:
    __eq__ = object.__eq__


i = Identity()
print(i == i, i == Identity(), i in [i], Identity.__hash__)
