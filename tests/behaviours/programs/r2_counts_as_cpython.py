# Each function leaves garbage that only the collector can reclaim; the count is CPython 3.11's.
import gc

gc.disable()
gc.collect()


class Node:
    pass


def cycle_of_two():
    a, b = Node(), Node()
    a.other, b.other = b, a


def list_in_itself():
    x = []
    x.append(x)


def dict_in_itself():
    d = {}
    d["d"] = d


def tuple_and_list():
    x = []
    t = (x,)
    x.append(t)


def closure():
    def inner():
        return inner


def instance_dict():
    a = Node()
    a.__dict__["me"] = a


def bound_method():
    a = Node()
    a.method = a.__repr__


def local_class():
    class Local:
        pass


def generator():
    def numbers(box):
        yield 1

    box = []
    suspended = numbers(box)
    box.append(suspended)
    next(suspended)


for make in (
    cycle_of_two,
    list_in_itself,
    dict_in_itself,
    tuple_and_list,
    closure,
    instance_dict,
    bound_method,
    local_class,
    generator,
):
    make()
    print(make.__name__, gc.collect(), gc.collect())
