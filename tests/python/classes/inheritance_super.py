class A:
    def __init__(self):
        print("A init")
        self.a = 1

    def hello(self):
        return "A"

    @classmethod
    def make(cls):
        return cls.__name__


class B(A):
    def __init__(self):
        super().__init__()
        print("B init")
        self.b = 2

    def hello(self):
        return "B" + super().hello()

    @classmethod
    def make(cls):
        return "B" + super().make()


class C(A):
    def __init__(self):
        super().__init__()
        print("C init")

    def hello(self):
        return "C" + super().hello()


class D(B, C):
    def __init__(self):
        super(D, self).__init__()
        print("D init")

    def hello(self):
        return "D" + super().hello()


d = D()
print(d.hello(), D.make(), [k.__name__ for k in D.__mro__], D.mro() == list(D.__mro__))
print(isinstance(d, A), issubclass(D, C), issubclass(A, B), D.__base__.__name__, [b.__name__ for b in D.__bases__])
print(super(B, d).hello(), super(C, d).hello())
print(A.__subclasses__() == [B, C])
try:
    super(B, A())
except TypeError as e:
    print(e)
try:
    super().x
except RuntimeError as e:
    print(e)


def outside(self):
    return super().hello()


try:
    outside(d)
except RuntimeError as e:
    print(e)
try:
    super(D, d).missing
except AttributeError as e:
    print(e)
print(repr(super(D, d)).split(" object")[0])
