def add_repr(cls):
    cls.__repr__ = lambda self: f"{cls.__name__}({vars(self)})"
    return cls


def with_arg(tag):
    print("making decorator", tag)

    def deco(cls):
        print("decorating", cls.__name__)
        cls.tag = tag
        return cls
    return deco


@add_repr
@with_arg("first")
class A:
    def __init__(self):
        self.x = 1


print(A(), A.tag)


def replace(cls):
    return 42


@replace
class B:
    pass


print(B)


def wrap(cls):
    class Wrapped(cls):
        def hello(self):
            return "wrapped " + super().hello()
    Wrapped.__name__ = cls.__name__
    return Wrapped


@wrap
@wrap
class C:
    def hello(self):
        return "hello"


print(C().hello(), [k.__name__ for k in C.__mro__])


class Registry:
    def __init__(self):
        self.items = []

    def __call__(self, cls):
        self.items.append(cls.__name__)
        return cls


registry = Registry()


@registry
class D:
    pass


@registry
class E(D):
    @registry
    class Inner:
        pass


print(registry.items)
try:
    @5
    class F:
        pass
except TypeError as e:
    print(e)


def singleton(cls):
    return cls()


@singleton
class config:
    debug = True


print(config.debug, type(config).__name__)
print("F" in globals())
