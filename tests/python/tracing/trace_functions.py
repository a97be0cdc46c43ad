# What trace functions may do: stop, raise, change locals, trace some frames only.
import sys


def target(a):
    b = a + 1
    c = b + 1
    return a, b, c


# a local function that is another one; None for no lines
seen = []


def only_lines(frame, event, arg):
    seen.append(event)


def choosing(frame, event, arg):
    seen.append((event, frame.f_code.co_name))
    return only_lines if frame.f_code.co_name == "target" else None


def helper():
    return target(1)


sys.settrace(choosing)
helper()
sys.settrace(None)
print(seen)

# what is written to f_locals comes to the frame
def writer(frame, event, arg):
    if event == "line" and frame.f_code.co_name == "target" and "b" in frame.f_locals:
        frame.f_locals["b"] = 100
        frame.f_locals["new"] = 1
    return writer


sys.settrace(writer)
result = target(1)
sys.settrace(None)
print(result)


def with_cells():
    cell = 1

    def use():
        return cell
    return use()


def cell_writer(frame, event, arg):
    if "cell" in frame.f_locals and event == "line":
        frame.f_locals["cell"] = "written"
    return cell_writer


sys.settrace(cell_writer)
result = with_cells()
sys.settrace(None)
print(result)

# one that raises is taken away
for stop in ("call", "line", "return"):
    def raiser(frame, event, arg):
        if event == stop:
            raise KeyError(event)
        return raiser
    sys.settrace(raiser)
    try:
        target(1)
    except KeyError as e:
        print("raised", e, sys.gettrace())


def replaces(frame, event, arg):
    if event == "exception":
        raise LookupError("instead of " + arg[0].__name__)
    return replaces


sys.settrace(replaces)
try:
    target("s")
except LookupError as e:
    print(e, repr(e.__context__))
print(sys.gettrace())

# opcodes, lines off
counts = {}


def opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    frame.f_trace_lines = False
    counts[event] = counts.get(event, 0) + 1
    return opcodes


sys.settrace(opcodes)
target(1)
sys.settrace(None)
print(sorted(counts), counts["opcode"] > 3, counts["return"])

# f_trace of a frame that already runs
log = []


def local(frame, event, arg):
    log.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return local


def begins():
    x = 1
    frame = sys._getframe()
    frame.f_trace = local
    sys.settrace(lambda *details: None)
    x = 2
    x = 3
    sys.settrace(None)
    x = 4
    return frame.f_trace is local, frame.f_trace_lines, frame.f_trace_opcodes


print(begins(), log)


def ends(frame):
    del frame.f_trace
    return frame.f_trace


print(ends(sys._getframe()))

for wrong in (lambda f: setattr(f, "f_trace_lines", 1), lambda f: delattr(f, "f_trace_opcodes"),
              lambda f: sys.settrace(), lambda f: sys.setprofile(1, 2),
              lambda f: sys.call_tracing(len, 1), lambda f: sys.call_tracing(len)):
    try:
        wrong(sys._getframe())
    except TypeError as e:
        print(e)

# the functions are not traced themselves
depth = []


def calls(frame, event, arg):
    depth.append((event, frame.f_code.co_name))
    target(1)
    return None


sys.settrace(calls)
target(1)
sys.settrace(None)
print(depth, sys.call_tracing(target, (2,)))


def endless():
    endless()


sys.settrace(local)
try:
    endless()
except RecursionError as e:
    print(type(e).__name__, sys.gettrace() is local)
sys.settrace(None)
sys.settrace(local)  # on until the end
