class A:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        print(f"{type(self).__name__}.eq", end=" ")
        return self.v == o.v if isinstance(o, A) else NotImplemented

    def __lt__(self, o):
        print(f"{type(self).__name__}.lt", end=" ")
        return self.v < o.v if isinstance(o, A) else NotImplemented

    def __gt__(self, o):
        print(f"{type(self).__name__}.gt", end=" ")
        return self.v > o.v if isinstance(o, A) else NotImplemented

    def __add__(self, o):
        print("A.add", end=" ")
        return A(self.v + o.v)

    def __radd__(self, o):
        print("A.radd", end=" ")
        return A(self.v)


class B(A):
    pass


class C(A):
    def __eq__(self, o):
        print("C.eq", end=" ")
        return True

    def __radd__(self, o):
        print("C.radd", end=" ")
        return C(0)


a, b, c = A(1), B(1), C(1)
for text in ("a == b", "b == a", "a == c", "c == a", "a != c", "a == 1", "1 == a", "a != 1", "a < b", "b < a", "a > b", "a < c", "a <= b", "(a + b).v", "(b + a).v", "(a + c).v", "(c + a).v", "type(a + c).__name__", "sum([a, a], A(0)).v", "[a] == [b]", "a in [b]", "(a,) < (b,)", "max(a, A(5)).v", "sorted([A(2), A(1)])[0].v", "{1: a} == {1: b}", "a is b"):
    try:
        print(text, "=", eval(text))
    except (TypeError, AttributeError) as e:
        print(text, "->", e)
print(A.__hash__, C.__hash__)


class NeOnly:
    def __ne__(self, o):
        return "ne called"


n = NeOnly()
print(n != 1, n == 1, n == n, hash(n) == hash(n))


class Returns:
    def __eq__(self, o):
        return NotImplemented

    def __ne__(self, o):
        return NotImplemented


r = Returns()
print(r == r, r != r, r == 1, r != 1, Returns() == Returns())
