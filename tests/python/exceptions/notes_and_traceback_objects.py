e = ValueError("v")
print(hasattr(e, "__notes__"))
e.add_note("first")
e.add_note("second")
print(e.__notes__, e, e.args)
try:
    e.add_note(5)
except TypeError as err:
    print(err)


def inner():
    raise e


def outer():
    inner()


try:
    outer()
except ValueError as err:
    tb = err.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_lasti >= 0, type(tb).__name__)
        last, tb = tb, tb.tb_next
    print(last.tb_frame.f_locals, last.tb_frame.f_back.f_code.co_name)
x = ValueError("x")
print(x.__traceback__, x.with_traceback(None) is x)
try:
    x.with_traceback(5)
except TypeError as err:
    print(err)
try:
    x.__traceback__ = "no"
except TypeError as err:
    print(err)
import sys
try:
    1 / 0
except ZeroDivisionError:
    t, v, b = sys.exc_info()
    print(t.__name__, v, b is v.__traceback__, sys.exception() is v)
print(sys.exc_info(), sys.exception())


def rethrow():
    try:
        1 / 0
    except ZeroDivisionError as z:
        saved = z
    return saved


z = rethrow()


def count(e):
    n, tb = 0, e.__traceback__
    while tb:
        n, tb = n + 1, tb.tb_next
    return n


print(count(z))
try:
    raise z
except ZeroDivisionError as e2:
    print(count(e2), e2 is z)
try:
    raise z.with_traceback(None)
except ZeroDivisionError as e3:
    print(count(e3))
tb = z.__traceback__
tb.tb_next = None
try:
    tb.tb_next = tb
except ValueError as err:
    print(err)


def deep(n):
    if n == 0:
        raise KeyError("deep")
    deep(n - 1)


try:
    deep(20)
except KeyError as k:
    print(count(k))
