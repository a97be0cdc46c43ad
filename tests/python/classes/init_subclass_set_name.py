class Plugin:
    registry = {}

    def __init_subclass__(cls, /, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        print("init_subclass", cls.__name__, name)
        cls.registry[name or cls.__name__.lower()] = cls


class A(Plugin):
    pass


class B(Plugin, name="bee"):
    pass


class C(B, name="sea"):
    pass


print({k: v.__name__ for k, v in Plugin.registry.items()})
try:
    class D(A, other=1):
        pass
except TypeError as e:
    print(e)
try:
    class E(object, x=1):
        pass
except TypeError as e:
    print(e)


class Field:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name


class Model:
    a = Field()
    b = Field()
    alias = a


print(Model.a.name, Model.b.name, Model.alias is Model.a)


class BadField:
    def __set_name__(self, owner, name):
        raise ValueError("bad name")


try:
    class F:
        x = BadField()
except RuntimeError as e:
    print(type(e).__name__, e, repr(e.__cause__))


class Order:
    def __init_subclass__(cls):
        print("subclass sees", cls.f.name)


class G(Order):
    f = Field()


H = type("H", (Plugin,), {}, name="dyn")
print(Plugin.registry["dyn"].__name__)


class ClsGetItem:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


class Sub(ClsGetItem):
    pass


print(ClsGetItem[int], Sub["x", 1])
try:
    A[int]
except TypeError as e:
    print(e)
