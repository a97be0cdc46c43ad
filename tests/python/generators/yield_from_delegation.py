def inner():
    try:
        x = yield 1
        print("inner got", x)
        y = yield 2
        print("inner got", y)
    except ValueError as e:
        print("inner caught", e)
        yield "recovered"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    result = yield from inner()
    print("result", result)
    yield "outer end"


g = outer()
print(next(g), g.send("a"), g.throw(ValueError("v")), next(g))
g = outer()
next(g)
g.close()
g = outer()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as e:
    print("escaped", e)


def from_iterables():
    yield from [1, 2]
    yield from "ab"
    yield from range(2)
    r = yield from {}
    yield r
    yield from (i * i for i in range(3))
    yield from map(str, [7])


print(list(from_iterables()))


def bad():
    yield from 5


try:
    list(bad())
except TypeError as e:
    print(e)


def sends_to_list():
    yield from [1, 2]


g = sends_to_list()
next(g)
try:
    g.send("x")
except AttributeError as e:
    print(e)


class It:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("it value")
        return self.n

    def throw(self, *args):
        print("throw called", args[0])
        return "thrown"

    def close(self):
        print("close called")


def via():
    r = yield from It()
    print("r", r)


g = via()
print(next(g), g.throw(ValueError), next(g))
g.close()
print(list(via()))


def flatten(x):
    for i in x:
        if isinstance(i, list):
            yield from flatten(i)
        else:
            yield i


print(list(flatten([1, [2, [3, [4]], 5], [[]]])))
