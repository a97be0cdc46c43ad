import abc
from abc import ABC, ABCMeta, abstractmethod, abstractproperty, abstractclassmethod, abstractstaticmethod, update_abstractmethods, get_cache_token


class A(ABC):
    @abstractmethod
    def f(self):
        """doc f"""
        return "base f"

    @abstractclassmethod
    def c(cls):
        pass

    @abstractstaticmethod
    def s():
        pass

    @abstractproperty
    def p(self):
        pass


print(sorted(A.__abstractmethods__), A.f.__isabstractmethod__)
for cls in (A, type("B", (A,), {"f": lambda self: 1}), type("C", (A,), {"f": 1, "c": 2, "s": 3, "p": 4})):
    try:
        print(cls().__class__.__name__)
    except TypeError as e:
        print(e)
t1 = get_cache_token()
A.register(int)
print(get_cache_token() != t1, isinstance(3, A), issubclass(bool, A), issubclass(str, A))


class Late(ABC):
    @abstractmethod
    def go(self):
        pass


class Impl(Late):
    pass


Impl.go = lambda self: "gone"
try:
    Impl()
except TypeError as e:
    print(e)
update_abstractmethods(Impl)
print(Impl().go())


class Hook(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        print("hook", other.__name__)
        return True if hasattr(other, "quack") else NotImplemented


class Duck:
    quack = 1


print(issubclass(Duck, Hook), issubclass(Duck, Hook), isinstance(Duck(), Hook), issubclass(int, Hook))


class Virtual:
    pass


class Chain(ABC):
    pass


class Sub(Chain):
    pass


Sub.register(Virtual)
print(isinstance(Virtual(), Chain), isinstance(Virtual(), Sub), issubclass(Virtual, Chain))
print(isinstance(A, ABCMeta), type(A) is ABCMeta, ABC.__class__.__name__, ABCMeta.__mro__[1])
try:
    issubclass(5, Chain)
except TypeError as e:
    print(e)


class WithInit(ABC):
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        print("init subclass", cls.__name__, kw)


class W(WithInit, x=1):
    pass


class PropABC(ABC):
    @property
    @abstractmethod
    def x(self):
        ...

    @x.setter
    @abstractmethod
    def x(self, v):
        ...


class HalfProp(PropABC):
    @property
    def x(self):
        return 1


print(HalfProp().x, HalfProp.__abstractmethods__)
