class Data:
    def __init__(self, name=None):
        self.name = name

    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return f"<class access {owner.__name__}.{self.name}>"
        return obj.__dict__.get("_" + self.name, "unset")

    def __set__(self, obj, value):
        print("set", self.name, value)
        obj.__dict__["_" + self.name] = value

    def __delete__(self, obj):
        print("delete", self.name)
        del obj.__dict__["_" + self.name]


class NonData:
    def __get__(self, obj, owner):
        return "non-data"


class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__["s"] = value * 2


class C:
    d = Data()
    n = NonData()
    s = SetOnly()


c = C()
print(C.d, c.d, c.n, C.n)
c.d = 5
c.__dict__["d"] = "shadowed by data descriptor"
c.__dict__["n"] = "instance wins over non-data"
print(c.d, c.n)
del c.d
print(c.d)
c.s = 4
print(c.s, type(C.s).__name__)


class ReadOnly:
    def __get__(self, obj, owner=None):
        return 1

    def __set__(self, obj, v):
        raise AttributeError("read only")


class R:
    x = ReadOnly()


for text in ("R().x = 2", "del R().x", "del C().n", "C().s.foo"):
    try:
        exec(text)
    except (AttributeError, TypeError) as e:
        print(text, "->", type(e).__name__, e)
C.d = "replaced"
print(c.d)


class Late:
    pass


Late.attr = Data("late")
print(Late().attr)


def f(self):
    return self


m = f.__get__("obj")
print(m(), f.__get__(None, int) is f, m.__self__, f.__get__(c, C)() is c)
