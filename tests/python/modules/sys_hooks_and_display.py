import sys
import builtins


def show(v):
    if v is not None:
        print("display", repr(v))


sys.displayhook = show
exec(compile("1 + 1", "<s>", "single"))
exec(compile("None", "<s>", "single"))
exec(compile("x = 5", "<s>", "single"))
exec(compile("x; x * 2", "<s>", "single"))
exec(compile("for i in range(2): i\n", "<s>", "single"))
sys.displayhook = sys.__displayhook__
exec(compile("'text'", "<s>", "single"))
print(builtins._)
calls = []


def hook(t, v, tb):
    calls.append((t.__name__, str(v)))


sys.excepthook = hook
sys.excepthook(ValueError, ValueError("v"), None)
print(calls, sys.excepthook is hook, sys.__excepthook__ is not hook)
sys.excepthook = sys.__excepthook__
unraisable = []
sys.unraisablehook = lambda a: unraisable.append((a.exc_type.__name__, str(a.exc_value)))


class D:
    def __del__(self):
        raise ValueError("in del")


D()
print(unraisable)
audits = []
try:
    sys.addaudithook
    print("audit hook exists")
except AttributeError:
    print("no audit hooks")
print(sys.getrecursionlimit(), sys.exc_info())
