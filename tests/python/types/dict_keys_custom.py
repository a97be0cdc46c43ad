class K:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        print("hash", self.n)
        return self.n % 2

    def __eq__(self, other):
        print("eq", self.n, other.n if isinstance(other, K) else other)
        return isinstance(other, K) and self.n == other.n

    def __repr__(self):
        return f"K{self.n}"


d = {K(1): "one"}
d[K(3)] = "three"
d[K(1)] = "uno"
print(d, K(3) in d, d.get(K(5)), d.pop(K(3)))


class BadHash:
    def __hash__(self):
        raise ValueError("bad hash")


class BadEq:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError("bad eq")


class WrongHash:
    def __hash__(self):
        return "x"


class BigHash:
    def __hash__(self):
        return 2 ** 100


for f in (lambda: {BadHash(): 1}, lambda: {BadEq(): 1, 1: 2}, lambda: {1: 2}[BadHash()], lambda: hash(WrongHash()), lambda: {WrongHash()}, lambda: {BadEq(): 1}.get(1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(hash(BigHash()) == hash(2 ** 100), {BigHash(): 1}.get(5))
print({1: "a", "1": "b", (1,): "c", 1.5: "d", None: "e", False: "f", b"1": "g", frozenset([1]): "h", int: "i", 1j: "j"})
nan = float("nan")
n = {nan: 1, float("nan"): 2}
print(len(n), n[nan], {0: 1, -0.0: 2, 0j: 3}, {"a" + "b": 1}["ab"])


class S(str):
    def __hash__(self):
        return 0

    def __eq__(self, other):
        return True


print({S("x"): 1}.get("other"), {"plain": 1}.get("plain"))
