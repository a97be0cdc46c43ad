"""s += part for locals, globals, attributes, items and cells: nobody else's string changes."""


class Plain:
    pass


class Slotted:
    __slots__ = ("s",)


class Watched:
    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value)


class Descriptor:
    def __get__(self, instance, owner):
        return instance.__dict__["hidden"]

    def __set__(self, instance, value):
        print("store", value)
        instance.__dict__["hidden"] = value


class Described:
    s = Descriptor()


text = "start"


def grow_global(count):
    global text
    for _ in range(count):
        text += "ab"


def grow_attribute(thing, count):
    for _ in range(count):
        thing.s += "xy"


def grow_item(container, key, count):
    for _ in range(count):
        container[key] += "z"


def grow_cell(count):
    inner = ""

    def more():
        nonlocal inner
        for _ in range(count):
            inner += "cell "
    more()
    for _ in range(count):
        inner += "own "
    return inner


grow_global(5)
kept = text
grow_global(3)
print(kept, text, len(text))

for thing in (Plain(), Slotted()):
    thing.s = "--"
    grow_attribute(thing, 6)
    kept = thing.s
    other = thing.s
    grow_attribute(thing, 2)
    print(kept, other, thing.s, hash(kept) == hash(other), hash(thing.s) == hash(kept + "xyxy"))
    thing.s += "é"
    thing.s += "日"
    grow_attribute(thing, 2)
    print(thing.s, len(thing.s))
    thing.s += thing.s
    print(thing.s)

watched = Watched()
watched.s = "w"
grow_attribute(watched, 3)
described = Described()
described.s = "d"
grow_attribute(described, 3)

table = {"key": "k", 3: "three", (1, 2): "tuple"}
for key in table:
    grow_item(table, key, 4)
kept = dict(table)
for key in table:
    grow_item(table, key, 2)
print(kept, table)
rows = ["a", "b"]
grow_item(rows, 1, 5)
grow_item(rows, -2, 5)
print(rows)

print(grow_cell(3))


class Radd:
    def __radd__(self, other):
        return "radd " + other


thing = Plain()
thing.s = "abc" + "def"[:3]
for part in ("x", "y", Radd(), "z"):
    thing.s += part
print(thing.s)
for part in ("x", 1, "y"):
    try:
        thing.s += part
    except TypeError as error:
        print(error)
print(thing.s)

same = {"s": "same" * 3}
alias = same["s"]
for _ in range(3):
    same["s"] += "!"
print(alias, same["s"])
for name in ("one", "two"):
    globals()[name] = "n"
    for _ in range(3):
        globals()[name] += "o"
print(globals()["one"], globals()["two"])
total = ""
for word in "module level names grow as well".split():
    total += word
    total += " "
print(total)
