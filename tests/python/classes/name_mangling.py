class A:
    __private = 1

    def __init__(self):
        self.__x = 2
        self.__dunder__ = 3
        self._single = 4

    def __hidden(self):
        return "hidden A"

    def call(self):
        return self.__hidden(), self.__x, self.__private

    def param(self, __p=5):
        __local = __p
        return __local, sorted(locals())

    def inner(self):
        class __Inner:
            __v = 7
        return __Inner.__name__, [n for n in vars(__Inner) if "v" in n]

    def globals_too(self):
        global __g
        __g = "mangled global"

    def text(self):
        return getattr(self, "__x", "no mangling in strings")


class B(A):
    def __hidden(self):
        return "hidden B"

    def __init__(self):
        super().__init__()
        self.__x = 20


a, b = A(), B()
print(a.call(), b.call(), sorted(b.__dict__), a._A__x, b._B__x, A._A__private)
print(a.param(), a.param(_A__p=9), a.inner(), a.text())
a.globals_too()
print("_A__g" in globals())
try:
    a.__x
except AttributeError as e:
    print(e)


class _Lead:
    def f(self):
        self.__y = 1
        return self.__dict__


class __:
    def f(self):
        self.__z = 1
        return self.__dict__


print(_Lead().f(), __().f())


class C:
    __slots__ = ("__s",)
    import math as __math

    def f(self):
        self.__s = self.__math.floor(2.5)
        try:
            raise ValueError
        except ValueError as __e:
            pass
        for __i in range(2):
            pass
        return self.__s, __i


print(C().f(), sorted(n for n in vars(C) if n.startswith("_C")))
