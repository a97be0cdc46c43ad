import gc
import weakref

class Node:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('del', self.name)

a = Node('a')
r = weakref.ref(a, lambda ref: print('callback', ref() is None))
print(r() is a)
del a
print(r())

saved = []
class Phoenix:
    def __del__(self):
        print('dying')
        saved.append(self)
p = Phoenix()
p.me = p
del p
gc.collect()
print(len(saved), saved[0].me is saved[0])
saved.clear()
gc.collect()
print('finalized once', len(saved), gc.garbage)

b, c = Node('b'), Node('c')
b.other, c.other = c, b
refs = [weakref.ref(b, lambda ref: print('never: in the same garbage')), weakref.ref(c)]
del b, c
gc.collect()
print([ref() for ref in refs])

events = []
def watch(phase, info):
    events.append((phase, sorted(info), info['generation']))
gc.callbacks.append(watch)
gc.collect(0); gc.collect(1); gc.collect()
gc.callbacks.remove(watch)
print(events)

print(gc.get_threshold(), gc.isenabled())
gc.set_threshold(500, 5)
print(gc.get_threshold())
gc.disable(); print(gc.isenabled()); gc.enable()
gc.freeze(); print(gc.get_freeze_count() > 0); gc.unfreeze(); print(gc.get_freeze_count())
gc.set_debug(gc.DEBUG_SAVEALL)
x = []; x.append(x); del x
print(gc.collect(), len(gc.garbage), gc.garbage[0][0] is gc.garbage[0])
gc.set_debug(0)
gc.garbage.clear()
gc.set_threshold(10)
class Quiet: pass
probe = Quiet(); probe.me = probe
seen = weakref.ref(probe)
del probe
for i in range(100):
    keep = [[], {}]
    saved.append(keep)
print('automatic', seen() is None)
print(gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked('a'))
