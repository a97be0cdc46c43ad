import gc
gc.collect()
gc.disable()


class A:
    pass


def count(make):
    make()
    return gc.collect()


def one_list():
    x = []
    x.append(x)


def two_lists():
    a, b = [], []
    a.append(b)
    b.append(a)


def dict_self():
    d = {}
    d["d"] = d


def hundred():
    for _ in range(100):
        x = []
        x.append(x)


def ring():
    first = last = []
    for _ in range(9):
        n = [last]
        last = n
    first.append(last)


def no_cycle():
    x = [[], {}, ()]


print(count(one_list), count(two_lists), count(dict_self), count(hundred), count(ring), count(no_cycle), gc.collect())
x = []
x.append(x)
print(gc.collect())
del x
print(gc.collect())
outside = []


def attached():
    x = [outside]
    x.append(x)


print(count(attached), outside)
gc.enable()
print(gc.isenabled())
