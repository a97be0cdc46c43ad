"""tracemalloc: what was taken where, by line, and what went."""
import tracemalloc


def many():
    return [bytes(1000) for _ in range(100)]  # line 6


def through():
    return many()


def line_of(statistic):
    frame = statistic.traceback[0]
    return frame.lineno if frame.filename == __file__ else None


def show(name, statistics, least):
    for statistic in statistics:
        if line_of(statistic) is not None and abs(getattr(statistic, "size_diff", statistic.size)) > least:
            print(name, line_of(statistic))


print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit(), tracemalloc.get_traced_memory())
print(tracemalloc.get_object_traceback(many))
try:
    tracemalloc.take_snapshot()
except RuntimeError as error:
    print(error)

tracemalloc.start(3)
print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())
tracemalloc.start(7)
print(tracemalloc.get_traceback_limit(), "from the first start")
before = tracemalloc.take_snapshot()
held = through()
table = {number: "text" * number for number in range(300)}
after = tracemalloc.take_snapshot()
show("taken", after.statistics("lineno"), 10000)
show("more", after.compare_to(before, "lineno"), 10000)
now, peak = tracemalloc.get_traced_memory()
print(now > 100 * 1000 + 300 * 300, peak >= now)
print([(frame.filename == __file__, frame.lineno)
       for frame in tracemalloc.get_object_traceback(held[0])])
print(tracemalloc.get_object_traceback(held[5]) == tracemalloc.get_object_traceback(held[50]))
print(tracemalloc.get_tracemalloc_memory() > 0)

held = None
gone = tracemalloc.take_snapshot()
show("gone", gone.compare_to(after, "lineno"), 10000)
print(tracemalloc.get_traced_memory()[0] < now - 90000)
tracemalloc.reset_peak()
print(tracemalloc.get_traced_memory()[1] < peak)

only = gone.filter_traces([tracemalloc.Filter(True, __file__, lineno=37)])
print({line_of(statistic) for statistic in only.statistics("lineno")})
tracemalloc.clear_traces()
print(tracemalloc.get_object_traceback(table), tracemalloc.is_tracing())
table = None
print(tracemalloc.get_traced_memory()[0] < 20000)
grown = bytearray(10)
for size in (1000, 100000, 3000000):
    grown.extend(bytes(size))
print(tracemalloc.get_traced_memory()[0] > 3100000)
grown = None
print(tracemalloc.get_traced_memory()[0] < 100000)
tracemalloc.stop()
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory(), tracemalloc.get_traceback_limit())

for wrong in (0, 65536, -1, 2 ** 40, "1", 1.5):
    try:
        tracemalloc.start(wrong)
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
