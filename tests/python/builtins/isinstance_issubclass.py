class A:
    pass


class B(A):
    pass


print(isinstance(B(), A), isinstance(A(), B), isinstance(1, (str, int)), isinstance(1, (str, (float, (int,)))), isinstance(True, int))
print(issubclass(B, A), issubclass(A, A), issubclass(B, (int, A)), issubclass(int, object), issubclass(type, object), isinstance(int, type))
print(isinstance(1, int | str), isinstance([], int | None), isinstance(None, int | None), issubclass(int, int | str))
for text in ("isinstance(1, 5)", "isinstance(1, 'int')", "issubclass(1, int)", "issubclass(int, 5)", "isinstance(1)", "isinstance(1, [int])",
             "issubclass(int, (1, int))", "isinstance(1, (int, 5))", "isinstance(1, (5, int))", "isinstance(1, list[int])"):
    try:
        print(text, eval(text))
    except TypeError as e:
        print(text, "->", e)


class Meta(type):
    def __instancecheck__(cls, inst):
        print("instancecheck")
        return inst == 5

    def __subclasscheck__(cls, sub):
        print("subclasscheck")
        return sub is int


class M(metaclass=Meta):
    pass


print(isinstance(5, M), isinstance(6, M), issubclass(int, M), issubclass(str, M), isinstance(M(), M))


class Fake:
    @property
    def __class__(self):
        return int


print(isinstance(Fake(), int), type(Fake()) is int)
print(isinstance(1, object), isinstance(object, object), isinstance(type, type), issubclass(bool, int), isinstance(1.0, int))
