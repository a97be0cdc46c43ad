# Generators and coroutines are called and return each time that they go on and pause.
import sys

events = []


def tracer(frame, event, arg):
    code = frame.f_code
    if code.co_name != "show":
        shown = repr(arg) if event == "return" else f"{arg[0].__name__} {arg[1]}" if arg else ""
        events.append(f"{event} {code.co_name} +{frame.f_lineno - code.co_firstlineno} {shown}")
    return tracer


def show(function):
    events.clear()
    sys.settrace(tracer)
    result = function()
    sys.settrace(None)
    print(function.__name__, result)
    for event in events:
        print("   ", event.strip())


def counts(n):
    for i in range(n):
        yield i
    return n


def delegates():
    x = yield from counts(2)
    yield x


def receives():
    x = yield 1
    y = yield x
    return x, y


def loops():
    return [v for v in counts(2)], sum(w for w in counts(2))


def runs_delegates():
    return list(delegates())


def sends():
    g = receives()
    return next(g), g.send(5), g.close()


def goes_through():
    for v in counts(1):
        u = v
    for v in delegates():
        u = v
    return u


async def inner():
    return 1


async def outer():
    a = await inner()
    return a + 1


def drives():
    for event in outer().__await__():
        print(event)


show(loops)
show(runs_delegates)
show(sends)
show(goes_through)
show(drives)


# One that has not begun is called when something is thrown into it, and does nothing.
def unbegun():
    try:
        yield 1
    except BaseException:
        yield 2


class Swallow:
    def __enter__(self):
        pass

    def __exit__(self, kind, error, traceback):
        return True


def close_unbegun():
    return unbegun().close()


def throw_unbegun():
    with Swallow():
        unbegun().throw(KeyError)
    with Swallow():
        unbegun().throw(StopIteration)


show(close_unbegun)
show(throw_unbegun)
