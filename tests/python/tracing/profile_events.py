# What sys.setprofile tells of Python functions and of builtin ones.
import sys

events = []


def profiler(frame, event, arg):
    if event.startswith("c_"):
        arg = arg.__qualname__
    elif event == "return":
        arg = type(arg).__name__
    events.append((event, frame.f_code.co_name, arg))


def show(function):
    events.clear()
    sys.setprofile(profiler)
    try:
        function()
    except Exception:
        pass
    sys.setprofile(None)
    print(function.__name__)
    for event in events:
        print("   ", *event)


class C:
    def __init__(self):
        self.items = []

    def add(self, *args, **kwargs):
        self.items.append(args)
        self.items.extend(args)
        return sorted(args, key=lambda v: -v, **kwargs)


def gen():
    yield len("a")
    yield 2


def plain():
    return abs(-1) + len([1])


def methods():
    c = C()
    c.add(1, 2)
    c.add(*[3], **{"reverse": True})
    return "a,b".split(",")


def generators():
    return list(gen()), [v for v in gen()]


def failing():
    try:
        int("x")
        "".index("q")
    except ValueError:
        pass
    "".index("q")


def unpacked():
    return max(*[1, 2], key=abs), print(*[], end="")


for function in (plain, methods, generators, failing, unpacked):
    show(function)


def raising(frame, event, arg):
    raise ValueError(event)


sys.setprofile(raising)
try:
    len([])
except ValueError as e:
    print(e, sys.getprofile())
