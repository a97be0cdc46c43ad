from contextlib import contextmanager, closing, suppress, redirect_stdout, redirect_stderr, nullcontext, ExitStack, ContextDecorator, AbstractContextManager, chdir
import sys


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as e:
        print("caught", e)
    finally:
        print(f"</{name}>")


with tag("a") as t:
    print(t)
with tag("b"):
    raise ValueError("inside")
try:
    with tag("c"):
        raise KeyError("escapes")
except KeyError as e:
    print("outside", e)


@tag("deco")
def f(x):
    print("f", x)
    return x


print(f(1), f(2))


@contextmanager
def no_yield():
    if False:
        yield


@contextmanager
def two_yields():
    yield 1
    yield 2


for cm in (no_yield, two_yields):
    try:
        with cm():
            print("body")
    except RuntimeError as e:
        print(e)
try:
    with two_yields():
        raise ValueError("v")
except (RuntimeError, ValueError) as e:
    print(type(e).__name__, e)
try:
    with tag("stop"):
        raise StopIteration("si")
except StopIteration as e:
    print("StopIteration", e)
with suppress(KeyError, IndexError):
    {}["x"]
    print("never")
with suppress():
    print("plain")
try:
    with suppress(KeyError):
        1 / 0
except ZeroDivisionError as e:
    print(e)


class Out:
    text = ""

    def write(self, s):
        self.text += s


o = Out()
with redirect_stdout(o):
    print("captured")
with redirect_stderr(o):
    print("err", file=sys.stderr)
print(repr(o.text))


class R:
    def close(self):
        print("closed")


with closing(R()) as r:
    print(type(r).__name__)
with nullcontext(5) as n:
    print(n)


class Deco(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *e):
        print("exit", e[0])
        return False


@Deco()
def g():
    return "g result"


print(g())


class ACM(AbstractContextManager):
    def __exit__(self, *e):
        return None


with ACM() as a:
    print(isinstance(a, ACM), issubclass(R, AbstractContextManager), isinstance(Deco(), AbstractContextManager))
