# compare: stderr
import sys

some_global = 1


def run(f):
    try:
        f()
    except Exception as e:
        print(e)
        sys.excepthook(type(e), e, e.__traceback__)


def local_names():
    counter = 5
    return conter


def builtin_names():
    return lenn([1])


def global_names():
    return some_gloabl


def no_match():
    return qqqqqqqqqq


def closure():
    outer_value = 1

    def inner():
        return outer_value + outer_vlaue
    return inner()


def unbound():
    print(later)
    later = 1


for f in (local_names, builtin_names, global_names, no_match, closure, unbound):
    run(f)
