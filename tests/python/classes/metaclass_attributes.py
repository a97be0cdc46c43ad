class Meta(type):
    meta_attr = "from meta"

    def __getattr__(cls, name):
        return f"{cls.__name__}?{name}"

    def __setattr__(cls, name, value):
        print("meta set", name)
        super().__setattr__(name, value)

    @property
    def shape(cls):
        return "meta property"

    def __eq__(cls, other):
        return cls.__name__ == getattr(other, "__name__", None)

    def __hash__(cls):
        return hash(cls.__name__)

    def __lt__(cls, other):
        return cls.__name__ < other.__name__

    def __add__(cls, other):
        return f"{cls.__name__}+{other.__name__}"


class A(metaclass=Meta):
    own = 1


class B(A):
    pass


print(A.meta_attr, A.unknown, A.own, A.shape, B.shape, A + B, sorted([B, A]) == [A, B], A == B, A == A)
A.new = 5
print(A.new, B.new)
try:
    A().meta_attr
except AttributeError as e:
    print(e)
try:
    A.shape = 1
except AttributeError as e:
    print(e)


class Singleton(type):
    instances = {}

    def __call__(cls, *args):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*args)
        return cls.instances[cls]


class One(metaclass=Singleton):
    def __init__(self):
        print("created once")


print(One() is One())


class Abstract(type):
    def __call__(cls):
        raise TypeError(f"{cls.__name__} cannot be created")


class N(metaclass=Abstract):
    pass


try:
    N()
except TypeError as e:
    print(e)


class Ordered(type):
    def mro(cls):
        order = super().mro()
        print("mro", [c.__name__ for c in order])
        return order


class O(metaclass=Ordered):
    pass


class Registry(type):
    def __init__(cls, name, bases, ns):
        super().__init__(name, bases, ns)
        if bases:
            bases[0].known.append(name)


class Base(metaclass=Registry):
    known = []


class X(Base):
    pass


class Y(Base):
    pass


print(Base.known, isinstance(X, Registry))
