# Which objects the collector looks at: not tuples and dicts that hold nothing which could refer back.
import gc

gc.disable()


def tracked(*objects):
    print([gc.is_tracked(o) for o in objects])


a, b = [1], 2
fresh = (b, "x")
nested = ((b, 1.5), b"x")
holding = (b, a)
deep = ((b, a), b)
tracked(fresh, nested, nested[0], holding, deep)
gc.collect()
tracked(fresh, nested, nested[0], holding, deep)
gc.collect()
tracked(fresh, nested, holding, deep)
print([o in (fresh, nested) for o in gc.get_objects() if type(o) is tuple].count(True) == 0)

empty, atoms, containers = {}, {"a": 1, 2: "b"}, {"a": []}
tracked(empty, atoms, containers, {(1, 2): 3}, {"t": fresh})
gc.collect()
tracked(empty, atoms, containers)
empty["a"] = 1
atoms["list"] = a
tracked(empty, atoms)
empty["a"] = {}
tracked(empty)


class D(dict):
    pass


class T(tuple):
    pass


tracked(D(), T(), D(a=1), T((1, 2)), [], set(), 1, 1.5, "s", None, b"")

# A dict and a tuple that were left alone and become part of a cycle all the same.
d = {i: i for i in range(10)}
gc.collect()
d["me"] = d
d = None
print(gc.collect())
d = {}
gc.collect()
d.setdefault("x", d)
d = None
print(gc.collect())
d = {1: 2}
gc.collect()
d.update({1: [d]})
d = None
print(gc.collect())

numbers = iter([1, 2, 3])
pairs = zip(numbers, [1, 2, pairs_list := []])
for pair in pairs:
    del pair
    gc.collect()
pairs_list.append(pairs)
del pairs, pairs_list, numbers
print(gc.collect() > 0)
