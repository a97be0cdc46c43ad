# Caches borrow from the dict of a class: the collector's module must not hand it out, nor objects
# that are not ready.
import gc


class Made:
    def method(self):
        return "as made"


made = Made()


def call():
    return made.method()


print(call(), call())
found = gc.get_referents(Made) + gc.get_referents(Made.__dict__)
found += gc.get_referrers(Made.__dict__["method"]) + gc.get_objects()
for each in found:
    if type(each) is dict and "method" in each and each is not globals():
        each["method"] = lambda self: "changed"


class Greedy:
    def __eq__(self, other):
        if isinstance(other, dict):
            other["method"] = lambda self: "changed"
        return True

    def __ror__(self, other):
        if isinstance(other, dict):
            other["method"] = lambda self: "changed"
        return 1


Made.__dict__ == Greedy()
Made.__dict__ | Greedy()
del found, each
gc.collect()


class Watching:
    """Looks at every tuple while another one is being filled from it."""

    def __init__(self):
        self.count = 0

    def __iter__(self):
        return self

    def __length_hint__(self):
        return 20

    def __next__(self):
        self.count += 1
        if self.count > 3:
            raise StopIteration
        for each in gc.get_objects():
            if type(each) in (tuple, list, dict, set):
                for item in list(each):
                    pass
        return self.count


print(tuple(Watching()), list(Watching()), set(Watching()), dict.fromkeys(Watching()))
print([*Watching()], (*Watching(),), {*Watching()})
print((lambda *args: args)(*Watching()))
print(list(zip(Watching(), Watching())), list(map(max, Watching(), Watching())))
print(sorted(Watching()), max(Watching()), sum(Watching()))
first, *rest = Watching()
print(first, rest, "%s %s %s" % tuple(Watching()))
print(call())
