def show(e, depth=0):
    print("  " * depth + repr(e), "suppressed" if e.__suppress_context__ else "")
    if e.__cause__:
        print("  " * depth + " cause:")
        show(e.__cause__, depth + 1)
    elif e.__context__:
        print("  " * depth + " context:")
        show(e.__context__, depth + 1)


def chain(n):
    try:
        if n:
            chain(n - 1)
        else:
            raise ValueError(0)
    except ValueError as e:
        raise ValueError(n + 1)


try:
    chain(3)
except ValueError as e:
    show(e)


def cleanup_fails():
    try:
        raise KeyError("original")
    finally:
        raise TypeError("cleanup")


try:
    cleanup_fails()
except TypeError as e:
    show(e)


class CM:
    def __enter__(self):
        return self

    def __exit__(self, *a):
        raise OSError("exit")


try:
    with CM():
        raise ValueError("body")
except OSError as e:
    show(e)
try:
    with CM():
        pass
except OSError as e:
    show(e)
try:
    try:
        raise ValueError("a")
    except ValueError as a:
        try:
            raise TypeError("b") from a
        except TypeError as b:
            raise KeyError("c") from None
except KeyError as e:
    show(e)
    print(repr(e.__context__), repr(e.__context__.__cause__))
e1, e2 = ValueError(1), ValueError(2)
try:
    try:
        raise e1
    except ValueError:
        raise e2
except ValueError:
    pass
try:
    try:
        raise e2
    except ValueError:
        raise e1
except ValueError as e:
    print(repr(e.__context__), repr(e.__context__.__context__))
try:
    raise e1
except ValueError:
    try:
        raise e1
    except ValueError as e:
        print(e is e1, e.__context__ is not e)


def gen():
    try:
        yield
    except ValueError:
        raise KeyError("from generator")


g = gen()
next(g)
try:
    g.throw(ValueError("thrown"))
except KeyError as e:
    show(e)
def handler():
    raise RuntimeError("in handler")
try:
    try:
        1 / 0
    except ZeroDivisionError:
        handler()
except RuntimeError as e:
    show(e)
for exc in (ValueError("x"), TypeError("y")):
    try:
        try:
            raise exc
        except ValueError:
            pass
        raise LookupError("after handled")
    except (LookupError, TypeError) as e:
        show(e)
