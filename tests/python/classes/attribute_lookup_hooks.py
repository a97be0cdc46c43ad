class Lazy:
    def __init__(self):
        self.real = 1

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        print("getattr", name)
        return name.upper()


x = Lazy()
print(x.real, x.other, hasattr(x, "_hidden"), getattr(x, "_q", "default"))
try:
    x._nope
except AttributeError as e:
    print(repr(e))


class All:
    y = 5

    def __getattribute__(self, name):
        print("getattribute", name)
        if name == "stop":
            raise AttributeError("stopped")
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return "fallback " + name

    def method(self):
        return "m"


a = All()
print(a.y, a.stop, a.zzz, a.method(), len([a]))


class Guard:
    def __setattr__(self, name, value):
        print("set", name, value)
        if name == "bad":
            raise TypeError("no")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        super().__delattr__(name)


g = Guard()
g.a = 1
g.a += 1
try:
    g.bad = 1
except TypeError as e:
    print(e)
del g.a
try:
    del g.a
except AttributeError as e:
    print(e)


class Recur:
    def __getattr__(self, name):
        return self.missing_too


try:
    Recur().x
except RecursionError:
    print("recursion")


class D:
    def __dir__(self):
        return ["z", "a"]


print(dir(D()))


class P:
    @property
    def v(self):
        raise AttributeError("from property")

    def __getattr__(self, name):
        return "rescued " + name


print(P().v)
