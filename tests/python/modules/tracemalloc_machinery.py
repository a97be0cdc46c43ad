"""_tracemalloc alone: short enough for every allocation to fail."""
import _tracemalloc as t


def take():
    return [bytes(100) for _ in range(40)]

t.start(3)
held = take()
print(len(t._get_traces()) >= 0, t.is_tracing())
t.clear_traces()
held = take()
print(t.get_traced_memory()[0] >= 0, t._get_object_traceback(held) is None or True)
t.stop()
print(t.is_tracing())
t.start()
