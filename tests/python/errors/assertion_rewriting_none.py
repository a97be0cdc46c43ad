import sys


def check(f):
    try:
        f()
    except AssertionError as e:
        print(repr(e), str(e), e.args)


def plain():
    assert 1 == 2


def message():
    assert [] , "empty"


def tuple_message():
    assert 0, ("a", 1)


def expression():
    x = 5
    assert x > 10, f"x was {x}"


def raises_in_message():
    assert False, 1 / 0


def never_evaluated():
    assert True, 1 / 0


def exception_as_message():
    assert None, ValueError("inner")


for f in (plain, message, tuple_message, expression, exception_as_message, never_evaluated):
    check(f)
try:
    raises_in_message()
except ZeroDivisionError as e:
    print("ZeroDivisionError", e)
AssertionError = ValueError
try:
    assert 0, "builtin is used, not the name"
except ValueError:
    print("wrong")
except Exception as e:
    print(type(e).__name__, e)
print(__debug__)
