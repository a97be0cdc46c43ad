import sys


class Flaky:
    def __init__(self, fails):
        self.fails, self.calls = fails, 0

    def __call__(self):
        self.calls += 1
        if self.calls <= self.fails:
            raise ConnectionError(f"attempt {self.calls}")
        return f"ok after {self.calls}"


def retry(f, times):
    last = None
    for i in range(times):
        try:
            return f()
        except ConnectionError as e:
            last = e
    raise RuntimeError("gave up") from last


print(retry(Flaky(2), 5))
try:
    retry(Flaky(9), 3)
except RuntimeError as e:
    print(e, "|", e.__cause__, "|", e.__context__, e.__suppress_context__)


class Transaction:
    def __init__(self):
        self.steps = []

    def __enter__(self):
        return self

    def do(self, name, undo=None):
        self.steps.append((name, undo))
        print("do", name)

    def __exit__(self, t, v, tb):
        if t is None:
            print("commit", [n for n, _ in self.steps])
            return
        for name, undo in reversed(self.steps):
            print("undo", name)
            if undo:
                undo()
        return t is ValueError


with Transaction() as tx:
    tx.do("a")
    tx.do("b")
with Transaction() as tx:
    tx.do("c", lambda: print("undoing c"))
    raise ValueError("bad")
try:
    with Transaction() as tx:
        tx.do("d")
        {}["missing"]
except KeyError as e:
    print("out", e)


def resource():
    handles = []
    try:
        for n in range(5):
            if n == 3:
                raise OSError("no more handles")
            handles.append(n)
        return handles
    except OSError:
        while handles:
            print("close", handles.pop())
        raise


try:
    resource()
except OSError as e:
    print(e)


def safe(f, *a, default=None, catch=Exception):
    try:
        return f(*a)
    except catch as e:
        return default if default is not None else f"{type(e).__name__}: {e}"


print(safe(int, "5"), safe(int, "x"), safe(lambda: 1 / 0), safe(len, 5, default=-1), safe([].pop), safe({}.popitem))
try:
    safe(sys.exit, 3)
except SystemExit as e:
    print("SystemExit", e.code)


def log_and_reraise(f):
    try:
        f()
    except Exception as e:
        print("log", repr(e))
        raise


try:
    log_and_reraise(lambda: [][1])
except IndexError as e:
    n, tb = 0, e.__traceback__
    while tb:
        n, tb = n + 1, tb.tb_next
    print("frames", n)
errors = []
for f in (lambda: 1 / 0, lambda: [][0], lambda: None.x, lambda: "a" + 1, lambda: int("z"), lambda: undefined):
    try:
        f()
    except (ArithmeticError, LookupError) as e:
        errors.append(("math or lookup", type(e).__name__))
    except Exception as e:
        errors.append(("other", type(e).__name__))
print(errors)
