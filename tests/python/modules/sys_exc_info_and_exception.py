import sys
print(sys.exc_info(), sys.exception())
try:
    1 / 0
except ZeroDivisionError as e:
    print(sys.exc_info()[0] is ZeroDivisionError, sys.exc_info()[1] is e, sys.exception() is e)
    try:
        {}["k"]
    except KeyError:
        print(sys.exc_info()[0].__name__)
    print(sys.exc_info()[0].__name__)


    def inside():
        return sys.exc_info()[0].__name__
    print(inside())

    def handles():
        try:
            raise TypeError
        except TypeError:
            return sys.exc_info()[0].__name__
    print(handles(), sys.exc_info()[0].__name__)
print(sys.exc_info())


def gen():
    yield sys.exc_info()[0]
    try:
        raise ValueError
    except ValueError:
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]


try:
    raise IndexError
except IndexError:
    g = gen()
    print([x if isinstance(x, (str, type(None))) else x.__name__ for x in g])
finally:
    print("finally", sys.exc_info())


def f():
    try:
        raise OSError("o")
    finally:
        print("in finally", sys.exc_info()[0].__name__)


try:
    f()
except OSError:
    pass


class CM:
    def __enter__(self):
        pass

    def __exit__(self, t, v, tb):
        print("exit", sys.exc_info()[0].__name__ if sys.exc_info()[0] else None)
        return True


with CM():
    raise LookupError
with CM():
    pass
while True:
    try:
        raise KeyError
    except KeyError:
        break
print(sys.exc_info())
