class A:
    def __len__(self):
        return 3


a = A()
a.__len__ = lambda: 100
print(len(a))
A.__len__ = lambda self: 7
print(len(a))
del A.__len__
try:
    len(a)
except TypeError as e:
    print(e)
A.__add__ = lambda self, o: "added later"
A.__str__ = lambda self: "str later"
A.__iter__ = lambda self: iter([1, 2])
A.__eq__ = lambda self, o: True
print(a + 1, str(a), list(a), a == 5)
try:
    hash(a)
except TypeError as e:
    print(e)
else:
    print("hash kept")


class B(A):
    pass


print(B() + 1, list(B()))
A.__add__ = lambda self, o: "changed"
print(B() + 1)


class Len:
    def __init__(self, v):
        self.v = v

    def __len__(self):
        return self.v


for v in (5, -1, "x", 2 ** 100, True, 1.5, None):
    try:
        print(v, len(Len(v)))
    except Exception as e:
        print(v, "->", type(e).__name__, e)


class Bool:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        return self.v


for v in (True, False, 1, None, "x"):
    try:
        print(v, bool(Bool(v)))
    except TypeError as e:
        print(v, "->", e)


class BoolAndLen:
    def __bool__(self):
        return True

    def __len__(self):
        return 0


print(bool(BoolAndLen()), not Len(0), bool(Len(2)))


class Contains:
    def __contains__(self, x):
        return "yes" if x else ""


print(1 in Contains(), 0 in Contains(), 0 not in Contains())


class Index:
    def __init__(self, v):
        self.v = v

    def __index__(self):
        return self.v


for v in (1, "a", True):
    try:
        print([10, 20][Index(v)])
    except TypeError as e:
        print(e)
