"""tracemalloc used by what its own work runs: callbacks and finalizers that start and stop it."""
import gc
import tracemalloc
import weakref


class Restless:
    def __init__(self, todo):
        self.todo = todo

    def __del__(self):
        self.todo()


# A code object that only a traceback may still hold: its end starts and stops tracing.
def watched_code():
    space = {}
    exec("def take():\n    return [object() for _ in range(50)]", space)
    taken = space["take"]()
    return taken, weakref.ref(space["take"].__code__, ended)


def ended(reference):
    ends.append(reference() is None)
    tracemalloc.start(2)
    tracemalloc.stop()


ends = []
for forget in (tracemalloc.clear_traces, tracemalloc.stop):
    tracemalloc.start(4)
    kept, reference = watched_code()
    gc.collect()
    forget()
    tracemalloc.stop()
    print(reference() is None, ends, tracemalloc.is_tracing())

tracemalloc.start()
chain = [Restless(todo) for todo in
         (tracemalloc.clear_traces, tracemalloc.stop, tracemalloc.start, tracemalloc.stop)]
while chain:
    chain.pop()
    print(tracemalloc.is_tracing())

tracemalloc.start()
restless = Restless(lambda: [tracemalloc.stop(), tracemalloc.start(10)])
restless.itself = restless
restless = None
gc.collect()
print(tracemalloc.get_traceback_limit())
data = [[number] for number in range(1000)]
tracemalloc.stop()
tracemalloc.start()  # still on at the end
