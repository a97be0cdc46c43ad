x = "module"


def read():
    return x


def write_local():
    x = "local"
    return x


def write_global():
    global x, fresh
    x = "changed"
    fresh = "made"


def unbound():
    try:
        print(x)
    except UnboundLocalError as e:
        print(type(e).__name__, e)
    x = 1


print(read(), write_local(), x)
write_global()
print(x, fresh)
unbound()


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x += "+"
            return x
        return inner()

    def globally():
        global x
        x = "from nested"
    globally()
    return middle(), x


print(outer(), x)


class C:
    x = "class"
    y = x
    z = [x for _ in range(1)]

    def method(self):
        return x


print(C.y, C.z, C().method())


def shadow():
    len = lambda v: "mine"
    return len([1])


print(shadow(), len([1]))
try:
    print(nothing_here)
except NameError as e:
    print(e, e.name)
print(sorted(k for k in globals() if not k.startswith("_")))
