# compare: stderr
import sys


def show(f):
    try:
        f()
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__)


class Ctx:
    def __enter__(self):
        return 5

    def __exit__(self, *a):
        pass


def with_unpack():
    with Ctx() as (a, b):
        pass


def with_attr():
    x = None
    with Ctx() as x.attr:
        pass


def del_attr():
    x = [1]
    del x.attr


def del_local():
    y = 1
    del y
    del y


def for_unpack():
    for a, b in [(1, 2), 3]:
        pass


def comp_unpack():
    return [a for a, b in [1]]


def star():
    a, *b, c = [1]


def kwargs():
    return dict(**{"a": 1}, **{"a": 2})


def bad_default():
    def inner(x=undefined_default):
        pass


def decorator():
    @undefined_decorator
    def g():
        pass


def class_base():
    class C(undefined_base, int):
        pass


def annotation():
    def h(x: undefined_annotation):
        pass


def global_read():
    global nothing_here
    return nothing_here


def aug():
    count += 1


def walrus():
    return (z := undefined_value) + 1


def chained():
    return 1 < 2 < "a" < 3


def ternary():
    return undefined_a if True else 1


def slicing():
    return [1, 2][1:"a"]


def call_kw():
    return print("x", file=5)


def import_in():
    from os_missing import thing


def yield_in():
    def g():
        yield undefined_in_generator
    return list(g())


for f in (with_unpack, with_attr, del_attr, del_local, for_unpack, comp_unpack, star, kwargs, bad_default, decorator, class_base, annotation, global_read, aug, walrus, chained, ternary, slicing, call_kw, import_in, yield_in):
    show(f)
