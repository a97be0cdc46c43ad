class A:
    __slots__ = ("a",)


class B(A):
    __slots__ = ("b",)

    def __init__(self, a, b):
        self.a = a
        self.b = b

    def __repr__(self):
        return f"B({self.a}, {self.b})"


class Empty:
    __slots__ = ()


class C(Empty, B):
    __slots__ = ("c",)


class Shadow(A):
    __slots__ = ("a",)


c = C(1, 2)
c.c = 3
print(c, c.c, [k.__name__ for k in C.__mro__], hasattr(c, "__dict__"))
s = Shadow()
s.a = 5
A.a.__set__(s, 6)
print(s.a, A.a.__get__(s))
b = B(1, [2])
items = [B(i, -i) for i in range(5)]
print(b, items, sum(x.a for x in items))
try:
    A.a.__get__(5)
except TypeError as e:
    print(e)
try:
    b.__class__ = C
except TypeError as e:
    print(e)


class X:
    __slots__ = ("p", "q")


class Y:
    __slots__ = ("p", "q")


x = X()
x.p = 1
x.__class__ = Y
print(type(x).__name__, x.p)
try:
    class Both(A, X):
        pass
except TypeError as e:
    print(e)


class WithDict(B):
    pass


w = WithDict(1, 2)
w.extra = 3
print(w, w.__dict__, w.__slots__)
import copy
k = copy.copy(c)
print(k, k.c, k is c)
w2 = copy.deepcopy(w)
print(w2, w2.extra)
