class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __le__(self, other):
        return self < other or self == other

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


a, b, c = Version(1, 2), Version(1, 10), Version(1, 2)
print(a == c, a != c, a < b, a > b, a <= c, a >= c, b >= a)
print(sorted([b, a, Version(0, 1)]), max(a, b), min(a, b), len({a, b, c}))
print(a == 1, a != 1, 1 == a)
try:
    a < 1
except TypeError as e:
    print(e)


class NoHash:
    def __eq__(self, other):
        return True


print(NoHash() == 5, NoHash() != 5, NoHash.__hash__)
try:
    hash(NoHash())
except TypeError as e:
    print(e)
try:
    {NoHash(): 1}
except TypeError as e:
    print(e)


class Odd:
    def __eq__(self, other):
        return "truthy"

    def __ne__(self, other):
        return []


print(Odd() == 1, Odd() != 1, Odd() in [3], [3].index(Odd()), [1, 2].count(Odd()))
