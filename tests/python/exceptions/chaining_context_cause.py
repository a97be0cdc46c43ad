def show(e):
    print(repr(e), "cause", repr(e.__cause__), "context", repr(e.__context__), e.__suppress_context__)


try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("second")
except ValueError as e:
    show(e)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError("second") from z
except ValueError as e:
    show(e)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("second") from None
except ValueError as e:
    show(e)
try:
    raise KeyError("k") from OSError("cause instance")
except KeyError as e:
    show(e)
try:
    raise KeyError from IndexError
except KeyError as e:
    show(e)
try:
    try:
        raise TypeError("a")
    finally:
        raise RuntimeError("b")
except RuntimeError as e:
    show(e)
try:
    try:
        raise A
    except NameError:
        try:
            raise ValueError("inner")
        except ValueError:
            pass
        raise
except NameError as e:
    show(e)
e = ValueError("x")
e.__cause__ = TypeError("set")
show(e)
try:
    e.__cause__ = 5
except TypeError as err:
    print(err)


def handler():
    try:
        raise IndexError("in function")
    except IndexError as e:
        return e


try:
    raise OSError("outer")
except OSError:
    show(handler())
