import gc
gc.collect()
print(gc.isenabled(), gc.get_threshold(), len(gc.get_count()), gc.garbage)
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
gc.disable()  # so that the numbers are those of the collections below


class Node:
    def __init__(self):
        self.me = self


a = Node()
del a
print(gc.collect() > 0, gc.collect())
x = []
x.append(x)
del x
print(gc.collect())
x, y = [], []
x.append(y)
y.append(x)
del x, y
print(gc.collect())
print(gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked("a"), gc.is_tracked(Node()), gc.is_tracked({"a": []}), gc.is_finalized(1))
l = [1]
d = {"k": l}
print(any(r is d for r in gc.get_referrers(l)), gc.get_referents(d) == ["k", l] or gc.get_referents(d) == [l, "k"] or gc.get_referents(d), gc.get_referents([1, "a"]) in ([1, "a"], ["a", 1]), gc.get_referents(5), gc.get_referents())
print(any(o is d for o in gc.get_objects()), len(gc.get_objects()) > 100, [sorted(s) for s in gc.get_stats()][0], len(gc.get_stats()))
events = []


def callback(phase, info):
    events.append((phase, sorted(info)))


gc.callbacks.append(callback)
gc.collect()
gc.callbacks.remove(callback)
print(events)
for text in ("gc.collect(5)", "gc.collect(-1)", "gc.collect('a')", "gc.set_threshold('a')", "gc.set_threshold()", "gc.set_debug('a')", "gc.get_objects(generation=9)", "gc.collect(1, 2)"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
gc.set_threshold(500, 5, 5)
print(gc.get_threshold())
gc.set_threshold(700, 10, 10)
print(gc.get_debug(), gc.DEBUG_SAVEALL, gc.DEBUG_LEAK, gc.freeze(), gc.get_freeze_count() > 0, gc.unfreeze(), gc.get_freeze_count())
gc.set_debug(gc.DEBUG_SAVEALL)
n = Node()
del n
gc.collect()
gc.set_debug(0)
print([type(o).__name__ for o in gc.garbage if isinstance(o, Node)])
gc.garbage.clear()
for generation in (0, 1, 2):
    print(gc.collect(generation) >= 0)
