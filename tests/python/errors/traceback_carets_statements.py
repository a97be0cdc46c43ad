# compare: stderr
import sys


def show(f, *args):
    try:
        f(*args)
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__)


def unpack():
    a, b = 1, 2, 3


def subscript_store():
    x = (1, 2)
    x[0] = 5


def attribute_store():
    x = 5
    x.attr = 1


def delete():
    x = {}
    del x["k"]


def augmented():
    x = [1]
    x += 5


def loop():
    for i in 5:
        pass


def with_it():
    with 5:
        pass


def raise_it():
    raise 5


def assertion(x):
    assert x > 5, "x is small"


def assertion_plain(x):
    assert x > 5


def returns():
    return undefined


def imports():
    import no_such_module_here


def from_import():
    from math import no_such_name


def multi_line(x):
    return (x +
            1 +
            undefined_thing)


def call_lines():
    print(
        "a",
        undefined_thing,
    )


def match_it(x):
    match x:
        case int(a, b):
            pass


def formatted(x):
    return f"value {x:d} end"


def long_expression():
    value = {"aaaaaaaaaaaaaaaaaaaaaaaaaa": 1}
    return value["aaaaaaaaaaaaaaaaaaaaaaaaaa"] + value["bbbbbbbbbbbbbbbbbbbbbbbbbb"] + value["cccccccccccccccccccccc"]


for f in (unpack, subscript_store, attribute_store, delete, augmented, loop, with_it, raise_it, returns, imports, from_import, call_lines, long_expression):
    show(f)
for f in (assertion, assertion_plain, multi_line, match_it):
    show(f, 1)
show(formatted, "s")
