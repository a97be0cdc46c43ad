# compare: stderr
import sys


def f():
    try:
        1 / 0
    except ZeroDivisionError as e:
        e.add_note("noted")
        raise


def g():
    try:
        f()
    except ZeroDivisionError as e:
        raise e


def h():
    try:
        g()
    except ArithmeticError:
        _, e, tb = sys.exc_info()
        raise e.with_traceback(tb)


def cause_chain():
    try:
        try:
            {}["a"]
        except KeyError as e:
            raise ValueError("b") from e
    except ValueError as e:
        raise TypeError("c")


for func in (f, g, h, cause_chain):
    try:
        func()
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__)
h()
