from contextlib import contextmanager, suppress, ExitStack, nullcontext, redirect_stdout


@contextmanager
def cm(log, swallow=None):
    log.append("enter")
    try:
        yield log
    except BaseException as e:
        log.append(f"saw {type(e).__name__}")
        if swallow and isinstance(e, swallow):
            return
        raise
    finally:
        log.append("exit")


for exc, swallow in ((None, None), (ValueError("v"), None), (ValueError("v"), ValueError), (KeyboardInterrupt(), Exception), (StopIteration("s"), None), (GeneratorExit(), None), (SystemExit(3), SystemExit)):
    log = []
    try:
        with cm(log, swallow) as l:
            if exc:
                raise exc
        log.append("after")
    except BaseException as e:
        log.append(f"out {type(e).__name__} {e}")
    print(log)


@contextmanager
def replaces():
    try:
        yield
    except ValueError as e:
        raise KeyError("replaced") from e


try:
    with replaces():
        raise ValueError("orig")
except KeyError as e:
    print(repr(e), repr(e.__cause__))


@contextmanager
def documented(a, *, b=2):
    """docs"""
    yield a, b


print(documented.__name__, documented.__doc__, type(documented(1)).__name__)
with documented(1, b=3) as (a, b):
    print(a, b)
try:
    with documented():
        pass
except TypeError as e:
    print(e)
c = documented(5)
with c:
    pass
try:
    with c:
        pass
except (RuntimeError, AttributeError) as e:
    print(type(e).__name__, e)


def nested(n):
    with ExitStack() as s:
        for i in range(n):
            s.enter_context(cm(log := []))
            s.callback(lambda i=i: print("cb", i))
        raise_it = s.enter_context(suppress(ZeroDivisionError))
        1 / 0
    return "survived"


print(nested(2))


@contextmanager
def recursive(n):
    if n:
        with recursive(n - 1) as inner:
            yield inner + 1
    else:
        yield 0


with recursive(10) as depth:
    print(depth)
with suppress(LookupError):
    [][1]
with nullcontext([1]) as v:
    v.append(2)
print(v)
