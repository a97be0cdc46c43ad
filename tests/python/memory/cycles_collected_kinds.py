import gc
import weakref
gc.collect()


class Node:
    pass


def dead(ref):
    return ref() is None


def check(label, make):
    ref = make()
    gc.collect()
    print(label, dead(ref))


def self_attribute():
    n = Node()
    n.me = n
    return weakref.ref(n)


def pair():
    a, b = Node(), Node()
    a.o, b.o = b, a
    return weakref.ref(a)


def list_cycle():
    n = Node()
    l = [n]
    n.l = l
    l.append(l)
    return weakref.ref(n)


def dict_cycle():
    n = Node()
    d = {"n": n}
    d["d"] = d
    n.d = d
    return weakref.ref(n)


def tuple_cycle():
    n = Node()
    n.t = (n, [n])
    return weakref.ref(n)


def closure_cycle():
    n = Node()

    def f():
        return n, f
    n.f = f
    return weakref.ref(n)


def generator_cycle():
    n = Node()

    def g():
        yield n
        yield me
    me = n.g = g()
    next(me)
    return weakref.ref(n)


def class_cycle():
    class C:
        pass
    C.me = C()
    return weakref.ref(C)


def method_cycle():
    n = Node()
    Node.m = lambda self: self
    n.bound = n.m
    return weakref.ref(n)


def traceback_cycle():
    n = Node()
    try:
        raise ValueError(n)
    except ValueError as e:
        n.e = e
    return weakref.ref(n)


def set_cycle():
    n = Node()
    n.s = {n}
    return weakref.ref(n)


def instance_dict():
    n = Node()
    n.d = n.__dict__
    return weakref.ref(n)


def iterator_cycle():
    n = Node()
    l = [n]
    n.it = iter(l)
    return weakref.ref(n)


def property_cycle():
    n = Node()
    n.p = property(lambda self: n)
    return weakref.ref(n)


def module_cycle():
    import types
    m = types.ModuleType("m")
    n = Node()
    m.n, n.m = n, m
    return weakref.ref(n)


def coroutine_cycle():
    n = Node()

    async def c():
        return n
    n.c = c()
    n.c.close()
    return weakref.ref(n)


def partial_cycle():
    from functools import partial
    n = Node()
    n.p = partial(print, n)
    return weakref.ref(n)


def deque_cycle():
    from collections import deque
    n = Node()
    n.d = deque([n])
    return weakref.ref(n)


def chain_cycle():
    import itertools
    n = Node()
    n.c = itertools.chain([n], [1])
    n.z = zip([n])
    n.m = map(lambda x: n, [1])
    n.e = enumerate([n])
    return weakref.ref(n)


for name, make in list(globals().items()):
    if name.endswith(("_cycle", "_attribute", "_dict")) or name == "pair":
        check(name, make)
print(gc.garbage)
