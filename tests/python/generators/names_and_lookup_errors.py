# Names of generators, values of lambdas that yield, and what happens when looking for a method of
# the inner iterator fails.
import sys


def renamed():
    yield 1


renamed.__name__ = "name"
renamed.__qualname__ = "qualname"
print(renamed().__name__, renamed().__qualname__)


def run(function):
    generator = function()
    print(next(generator), end=" ")
    try:
        generator.send(2)
    except StopIteration as stop:
        return stop.value


def inner():
    return (yield 1)


print(run(lambda: (yield 1)), run(lambda: (yield from inner())), run(inner))


class NotAnException(Exception):
    def __new__(cls, *args):
        return cls


def catching():
    try:
        yield 1
    except TypeError as error:
        yield str(error).replace("__main__.", "")


generator = catching()
next(generator)
print(generator.throw(NotAnException))


class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __getattr__(self, name):
        1 / 0


def delegating():
    yield from Broken()


sys.unraisablehook = lambda told: print("unraisable", told.exc_type)
for step in ("send", "throw"):
    generator = delegating()
    next(generator)
    try:
        getattr(generator, step)(1 if step == "send" else AttributeError)
    except ZeroDivisionError as error:
        print(step, error)
    generator.close()


class Awaitable:
    def __aiter__(self):
        return self

    def __anext__(self):
        return self

    def __await__(self):
        1 / 0


async def loop():
    async for item in Awaitable():
        pass


try:
    loop().send(None)
except TypeError as error:
    print(error, repr(error.__cause__))
