class A:
    registry = []

    @classmethod
    def make(cls, *args):
        """make doc"""
        cls.registry.append(cls.__name__)
        return cls(*args)

    @staticmethod
    def add(a, b=1):
        return a + b

    def __init__(self, v=0):
        self.v = v


class B(A):
    pass


print(A.make(1).v, B.make(2).v, type(B.make()).__name__, B().make(5).v, A.registry)
print(A.add(1), A().add(2, 3), B.add(4), A.make.__self__, B.make.__self__, A.make.__func__ is B.make.__func__)
print(type(A.__dict__["make"]).__name__, type(A.__dict__["add"]).__name__, A.__dict__["make"].__func__.__name__, A.make.__doc__, A.__dict__["add"].__wrapped__.__name__, A.__dict__["make"].__name__)
s = staticmethod(len)
print(s("abc"), s.__func__ is len)
for text in ("A.__dict__['make']()", "classmethod()", "staticmethod(1, 2)", "A.add()", "classmethod(5).__get__(None, A)()"):
    try:
        print(eval(text))
    except TypeError as e:
        print(text, "->", e)


class Meta(type):
    @property
    def label(cls):
        return "meta " + cls.__name__

    def hello(cls):
        return "hello " + cls.__name__


class C(metaclass=Meta):
    @classmethod
    @property
    def chained(cls):
        return cls.__name__.lower()

    @staticmethod
    @classmethod
    def odd(cls):
        pass


print(C.label, C.hello(), C.chained)
try:
    C().hello
except AttributeError as e:
    print(e)


class D:
    f = staticmethod(lambda: "static lambda")
    g = classmethod(lambda cls: cls.__name__)
    h = lambda self: "bound"
    k = len


print(D.f(), D().g(), D().h(), D.k("ab"), D().k("abc"))
