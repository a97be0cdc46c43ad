# Every kind of cycle is gone after one collection: a weak reference into it is dead.
import gc
import weakref

gc.disable()


class Node:
    pass


def through_attributes():
    a, b = Node(), Node()
    a.other, b.other = b, a
    return weakref.ref(a)


def through_list():
    a = Node()
    a.items = [a, [a]]
    return weakref.ref(a)


def through_dict_values_and_keys():
    a = Node()
    a.table = {"me": a, a: 1}
    return weakref.ref(a)


def through_closure():
    a = Node()

    def inner():
        return a, inner

    a.function = inner
    return weakref.ref(a)


def through_default():
    a = Node()

    def function(x=a):
        return x

    a.function = function
    return weakref.ref(a)


def through_suspended_generator():
    a = Node()

    def numbers():
        keep = a
        yield 1
        yield keep

    a.generator = numbers()
    next(a.generator)
    return weakref.ref(a)


def through_fresh_generator():
    a = Node()

    def numbers(x):
        yield x

    a.generator = numbers(a)
    return weakref.ref(a)


def through_coroutine():
    a = Node()

    async def wait(x):
        return x

    a.coroutine = wait(a)
    a.coroutine.close()

    async def again(x):
        await x

    a.other = again
    again.owner = a
    return weakref.ref(a)


def through_instance_dict():
    a = Node()
    a.__dict__["me"] = a.__dict__
    a.me["owner"] = a
    return weakref.ref(a)


def through_class():
    class Local:
        pass

    Local.instance = Local()
    return weakref.ref(Local)


def through_metaclass():
    class Meta(type):
        pass

    class Local(metaclass=Meta):
        pass

    Meta.made = Local
    return weakref.ref(Meta)


def through_bound_method():
    class Local(Node):
        def method(self):
            return self

    a = Local()
    a.bound = a.method
    return weakref.ref(a)


def through_property_and_slots():
    class Local:
        __slots__ = ("other", "__weakref__")

    a = Local()
    a.other = [a]
    return weakref.ref(a)


def through_traceback():
    a = Node()
    try:
        keep = a
        raise ValueError(keep)
    except ValueError as problem:
        a.problem = problem
    return weakref.ref(a)


def through_iterators():
    a = Node()
    items = [a]
    a.iterators = [iter(items), reversed(items), enumerate(items), zip(items), map(str, items)]
    return weakref.ref(a)


def through_set_of_frozen():
    a = Node()
    a.items = {a, frozenset([a])}
    return weakref.ref(a)


def through_subclass_of_list():
    class Items(list):
        pass

    a = Items()
    a.append(a)
    a.attribute = a
    return weakref.ref(a)


def through_partial_and_super():
    import functools

    class Local(Node):
        def method(self):
            self.parent = super()
            self.partial = functools.partial(self.method, self)

    a = Local()
    a.method()
    return weakref.ref(a)


for make in (
    through_attributes,
    through_list,
    through_dict_values_and_keys,
    through_closure,
    through_default,
    through_suspended_generator,
    through_fresh_generator,
    through_coroutine,
    through_instance_dict,
    through_class,
    through_metaclass,
    through_bound_method,
    through_property_and_slots,
    through_traceback,
    through_iterators,
    through_set_of_frozen,
    through_subclass_of_list,
    through_partial_and_super,
):
    reference = make()
    gc.collect()
    print(make.__name__, reference() is None)
