# Loops that take the pairs of enumerate, zip and dict.items apart.
import gc


def plain(values, names, table):
    for i, x in enumerate(values):
        print(i, x, end=" ")
    for x, name in zip(values, names):
        print(x, name, end=" ")
    for key, value in table.items():
        print(key, value, end=" ")
    else:
        print("else", i, x, name, key, value)


plain([5, "six", 7.5], "abcd", {1: 2, "k": "v"})
plain((1,), [2], {None: ()})
for i, x in enumerate("module"):
    print(i, x, end=" ")
print(i, x)


# Where numbers begin, and where they leave the machine word.
def numbers(start):
    out = []
    for i, x in enumerate("abc", start):
        out.append((i, x, type(i).__name__))
    return out


for start in 0, -2, 255, 2**59 - 1, 2**60 - 1, 2**61 - 1, 2**62 - 2, 2**63 - 2, 2**63, 2**100:
    print(numbers(start))


# Other targets.
class Place:
    pass


def targets(pairs):
    place, table, out = Place(), {}, [0, 0]
    for place.a, table["b"] in enumerate(pairs):
        out.append((place.a, table["b"]))
    for out[0], (c, d) in enumerate(zip(pairs, pairs)):
        out.append((out[0], c, d))
    for x, x in zip(pairs, "xyz"):
        out.append(x)
    for i, *rest in zip(pairs, pairs):
        out.append((i, rest))
    for (a, b), c in zip(enumerate(pairs), pairs):
        out.append((a, b, c))

    def inner():
        return cell, other

    for cell, other in enumerate(pairs):
        out.append(inner())
    return out


print(targets("pq"))
print([(x, i) for i, x in enumerate("abc") if i != 1], {k: v for k, v in zip("ab", "cd")})
print(list((b, a) for a, b in {1: 2, 3: 4}.items()))


def generator(pairs):
    for i, x in enumerate(pairs):
        got = yield i, x
        if got:
            print("got", got)


g = generator("ab")
print(next(g), g.send("sent"), next(g, "end"))


# Wrong numbers of targets, other pairs.
for make in (lambda: [a for a, b, c in enumerate("a")], lambda: [a for a, b in zip("a", "b", "c")],
             lambda: [a for a, b in zip("a")], lambda: [a for a, b in zip()],
             lambda: [a for a, b in zip("ab", "ab", strict=True)],
             lambda: [a for a, b in zip("abc", "ab", strict=True)],
             lambda: [a for a, b in zip("a", "ab", strict=True)],
             lambda: [a for a, b in {1: 2}.keys()], lambda: [a for a, b in enumerate(5)]):
    try:
        print(make())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


# Exceptions of what is iterated over, and where they are.
class Raising:
    def __init__(self, at, error):
        self.at, self.error = at, error

    def __iter__(self):
        return self

    def __next__(self):
        self.at -= 1
        if self.at < 0:
            raise self.error
        return self.at


def drain(pairs):
    out = []
    try:
        for a, b in pairs:
            out.append((a, b))
    except Exception as error:
        return out, repr(error), error.__traceback__.tb_lineno - drain.__code__.co_firstlineno
    return out


print(drain(enumerate(Raising(2, KeyError("k")))))
print(drain(enumerate(Raising(2, StopIteration(1)))))
print(drain(zip("abcd", Raising(2, OSError("o")))))
print(drain(zip(Raising(2, OSError("o")), "abcd")))
print(drain(zip("abcd", Raising(2, StopIteration()))))


def change(action):
    table = {1: 1, 2: 2, 3: 3}
    out = []
    try:
        for key, value in table.items():
            out.append((key, value))
            action(table, key)
    except RuntimeError as error:
        out.append(str(error))
    return out


print(change(lambda table, key: table.update({key + 10: 0})))
print(change(lambda table, key: table.pop(3, None)))
print(change(lambda table, key: table.update({key: -1, 3: "new"})))
print(change(lambda table, key: (table.pop(key), table.setdefault(key + 10, 0)) if key < 3 else 0))


# Subclasses, and iterators used elsewhere as well.
class Twice(enumerate):
    def __next__(self):
        i, x = super().__next__()
        return i, x * 2


class Renamed(zip):
    pass


print(drain(Twice("ab")), drain(Renamed("ab", "cd")))
pairs = enumerate("abcdef")
for i, x in pairs:
    print(i, x, next(pairs), end=" ")
print()
held = list(zip("ab", "cd")), list(enumerate("ab"))
print(held)


# The end of old values.
class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name, end="; ")
        gc.collect()


def ends():
    for a, b in zip((Loud(n) for n in "ab"), (Loud(n) for n in "xy")):
        print("in", a.name, b.name)
    print("out")
    for i, a in enumerate(Loud(n) for n in "pq"):
        print("in", i, a.name)
    b = None
    print("out")


ends()
print()
