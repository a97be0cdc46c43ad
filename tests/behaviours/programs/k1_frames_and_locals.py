# Nested calls push frames and pop them in order; the locals of a call die when it returns.
import sys


class Local:
    def __init__(self, name):
        self.name = name
        print("  " * depth(), "made", name)

    def __del__(self):
        print("  " * depth(), "gone", self.name)


def depth():
    count = 0
    frame = sys._getframe(2)
    while frame:
        count += 1
        frame = frame.f_back
    return count


def names():
    frame = sys._getframe(1)
    result = []
    while frame:
        result.append(frame.f_code.co_name)
        frame = frame.f_back
    return result


def inner(x):
    local = Local("inner %d" % x)
    print(names())
    return local.name


def middle(x):
    local = Local("middle %d" % x)
    inner(x + 1)
    print("back in", sys._getframe().f_code.co_name)
    return local.name


def outer():
    local = Local("outer")
    middle(1)
    middle(5)
    print("back in", sys._getframe().f_code.co_name)
    return local.name


print(outer())
print(names())
