# Each call pushes a frame; its locals die when it returns.
class Local:
    def __init__(self, name):
        self.name = name
        print("  push", name)

    def __del__(self):
        print("  pop ", self.name)


def inner():
    local = Local("inner")


def outer():
    local = Local("outer")
    inner()


outer()


def endless():
    return endless()


try:
    endless()
except RecursionError as error:
    print("endless recursion:", error)
