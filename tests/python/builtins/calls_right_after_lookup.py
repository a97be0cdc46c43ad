# Calls of builtin functions and methods whose arguments need no evaluation.
import builtins
import traceback


class Holder:
    append = list.append
    upper = str.upper


class Text(str):
    lower = str.upper


def foreign(holder, text):
    for attempt in range(3):
        for name in "append", "upper":
            try:
                holder.append(1) if name == "append" else holder.upper()
            except TypeError as error:
                print(name, error)
        print(text.lower(), text.upper())


foreign(Holder(), Text("aB"))


# What is called goes away while it runs.
class Key:
    def __init__(self, action):
        self.action = action

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.action()
        return True


class Bag(dict):
    fetch = dict.get


def drop_method():
    if hasattr(Bag, "fetch"):
        del Bag.fetch


bag = Bag({Key(drop_method): "found"})
plain = Key(lambda: None)


def fetch(bag, key):
    return bag.fetch(key)


print(fetch(bag, plain))
try:
    fetch(bag, plain)
except AttributeError as error:
    print(error)


def length(thing):
    return measure(thing)


class Sized:
    def __len__(self):
        global measure
        measure = None
        del builtins.measure_builtin
        return 3


builtins.measure_builtin = len


def length_builtin(thing):
    return measure_builtin(thing)


measure = len
print(length([1, 2]), length_builtin([1]))
print(length_builtin(Sized()), measure)
try:
    length_builtin([])
except NameError as error:
    print(error)


# The object that a local name holds, which the call takes away.
def rebound():
    items = None

    class Compare:
        def __init__(self, value):
            self.value = value

        def __lt__(self, other):
            nonlocal items
            items = None
            return self.value < other.value

    items = [Compare(3), Compare(1), Compare(2)]
    held = items
    items.sort()
    return [item.value for item in held], items


print(rebound())


def temporaries():
    return [[1, 2].copy(), "a b".split(), {1: 2}.get(1), "x".join(("a", "b")), len("abc"), abs(-5)]


for attempt in range(3):
    print(temporaries())


# Numbers in registers become objects where they are wanted; counts are checked.
def numbers(out):
    for i in range(300, 303):
        out.append(i)
        out.append(i * 0.5)
        out.insert(0, i)
    print(out, len(out), out.index(301), min(i, 7))


for attempt in range(2):
    numbers([])


def wrong(out):
    for call in range(4):
        try:
            if call == 0:
                out.append()
            elif call == 1:
                out.append(1, 2)
            elif call == 2:
                len()
            else:
                out.pop("a")
        except TypeError as error:
            print(error)


wrong([1])
wrong([1])


def raises(out):
    return out.index("none")


for attempt in range(2):
    try:
        raises([])
    except ValueError:
        print(traceback.format_exc().replace(__file__, "FILE"))


# The class of the object changes between two calls.
class Plain(list):
    pass


class Other(list):
    def append(self, item):
        super().append(("other", item))


def change(items):
    for i in range(4):
        if i == 2:
            items.__class__ = Other
        items.append(i)
    return list(items)


print(change(Plain()))
