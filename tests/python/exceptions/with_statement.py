class CM:
    def __init__(self, name, swallow=False, fail_enter=False, fail_exit=False):
        self.name, self.swallow, self.fail_enter, self.fail_exit = name, swallow, fail_enter, fail_exit

    def __enter__(self):
        print("enter", self.name)
        if self.fail_enter:
            raise ValueError("enter " + self.name)
        return self

    def __exit__(self, t, v, tb):
        print("exit", self.name, t.__name__ if t else None, v, tb is not None)
        if self.fail_exit:
            raise TypeError("exit " + self.name)
        return self.swallow


with CM("a") as a, CM("b"):
    print("body", a.name)
with CM("c", swallow=True):
    1 / 0
print("after swallow")
for make in (lambda: (CM("d"), CM("e", fail_enter=True)), lambda: (CM("f"), CM("g", fail_exit=True))):
    try:
        x, y = make()
        with x, y:
            print("inside")
            raise KeyError("k")
    except Exception as e:
        print(type(e).__name__, e, repr(e.__context__))


def early():
    with CM("ret"):
        return "value"


print(early())
for i in range(3):
    with CM(f"loop{i}"):
        if i == 0:
            continue
        break
with (CM("p1") as p1, CM("p2") as p2,):
    print(p1.name, p2.name)
with (CM("q")) as q:
    pass


class T:
    def __enter__(self):
        return (1, [2, 3])

    def __exit__(self, *a):
        pass


d = {}
with T() as (x, [y, z]), T() as d["k"]:
    print(x, y, z, d)


class NoExit:
    def __enter__(self):
        pass


class NoEnter:
    def __exit__(self, *a):
        pass


for obj in (5, NoExit(), NoEnter(), CM):
    try:
        with obj:
            pass
    except TypeError as e:
        print(e)


class InstanceAttr:
    pass


o = InstanceAttr()
o.__enter__ = lambda: None
o.__exit__ = lambda *a: None
try:
    with o:
        pass
except TypeError as e:
    print(e)


class Truthy:
    def __enter__(self):
        pass

    def __exit__(self, *a):
        return "yes"


with Truthy():
    raise SystemExit(3)
print("swallowed SystemExit")
