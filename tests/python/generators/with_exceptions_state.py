import sys


def handler():
    try:
        1 / 0
    except ZeroDivisionError:
        yield "inside except"
        print("still handling", sys.exc_info()[0].__name__)
        yield "again"
    print("after", sys.exc_info()[:2])


g = handler()
print(next(g))
print("caller", sys.exc_info())
try:
    raise KeyError("caller")
except KeyError:
    print(next(g), sys.exc_info()[0].__name__)
    list(g)
    print(sys.exc_info()[0].__name__)


def raises_in_except():
    try:
        yield
    except ValueError:
        raise TypeError("new")


g = raises_in_except()
next(g)
try:
    g.throw(ValueError("old"))
except TypeError as e:
    print(repr(e.__context__))


def context():
    yield
    raise RuntimeError("from generator")


g = context()
next(g)
try:
    try:
        raise OSError("outer")
    except OSError:
        next(g)
except RuntimeError as e:
    print(repr(e.__context__))


def bare_raise():
    try:
        yield 1
    except ValueError:
        yield 2
        raise


g = bare_raise()
next(g)
print(g.throw(ValueError("kept")))
try:
    next(g)
except ValueError as e:
    print(e)


def yield_in_finally():
    try:
        raise ValueError("pending")
    finally:
        yield "in finally"


g = yield_in_finally()
print(next(g))
try:
    next(g)
except ValueError as e:
    print(e)


def loop_try():
    for i in range(3):
        try:
            if i == 1:
                raise ValueError(i)
            yield i
        except ValueError as e:
            yield f"error {e}"
        finally:
            yield f"finally {i}"


print(list(loop_try()))


def with_cm():
    class CM:
        def __enter__(self):
            return "cm"

        def __exit__(self, *exc):
            print("exit", exc[0] and exc[0].__name__)
            return True
    with CM() as c:
        yield c
        1 / 0
    yield "after with"


print(list(with_cm()))
