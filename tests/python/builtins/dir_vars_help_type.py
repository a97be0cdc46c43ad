class A:
    x = 1

    def __init__(self):
        self.y = 2

    def m(self):
        pass


a = A()
print([n for n in dir(a) if not n.startswith("__")], [n for n in dir(A) if not n.startswith("__")], vars(a), sorted(n for n in vars(A) if not n.startswith("__")))
print([n for n in dir([]) if not n.startswith("_")], [n for n in dir("") if not n.startswith("_")], [n for n in dir({}) if not n.startswith("_")])
print([n for n in dir(1) if not n.startswith("_")], [n for n in dir(1.5) if not n.startswith("_")], [n for n in dir(()) if not n.startswith("_")], [n for n in dir(set()) if not n.startswith("_")], [n for n in dir(b"") if not n.startswith("_")])
print([n for n in dir(type)if not n.startswith("__")], [n for n in dir(lambda: 0) if not n.startswith("__")], [n for n in dir(x for x in ()) if not n.startswith("__")], [n for n in dir(range(1)) if not n.startswith("_")], [n for n in dir(slice(1)) if not n.startswith("_")], [n for n in dir(1j) if not n.startswith("_")])
print([n for n in dir(ValueError()) if not n.startswith("__")], [n for n in dir(StopIteration()) if not n.startswith("__")], [n for n in dir(OSError()) if not n.startswith("__")], [n for n in dir(property()) if not n.startswith("__")], [n for n in dir(memoryview(b"")) if not n.startswith("_")], [n for n in dir(frozenset()) if not n.startswith("_")], [n for n in dir(bytearray()) if not n.startswith("_")])


class D:
    def __dir__(self):
        return ["b", "a", "c"]


print(dir(D()))


class Bad:
    def __dir__(self):
        return 5


try:
    dir(Bad())
except TypeError as e:
    print(e)


def f():
    local = 1
    return dir()


print(f(), "a" in dir(), dir(None) == dir(type(None)()), "__name__" in dir(A), "mro" in dir(A), "__dict__" in dir(a))
import math
print("pi" in dir(math), [n for n in dir(math) if n.startswith("is")])
