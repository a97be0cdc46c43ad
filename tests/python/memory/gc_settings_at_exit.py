# What gc.DEBUG_SAVEALL keeps, gc.callbacks, and what gc.freeze() has frozen, are there when the program
# ends.
import gc


class Node:
    def __init__(self):
        self.me = self


gc.disable()
gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
phases = []
gc.callbacks.append(lambda phase, info: phases.append(phase))
gc.freeze()
n = Node()
del n
gc.collect()
print(phases, [type(o).__name__ for o in gc.garbage if isinstance(o, Node)])
