# What sys.settrace tells of exceptions, finally and with; lines of `try:` alone are left out, for
# they have no code here.
import sys

events = []


def tracer(frame, event, arg):
    code = frame.f_code
    offset = frame.f_lineno - code.co_firstlineno
    if event == "line" and lines[frame.f_lineno - 1].strip() == "try:":
        return tracer
    if code.co_name != "show":
        shown = type(arg).__name__ if event == "return" else \
            f"{arg[0].__name__} {arg[1]} {arg[2] is None}" if arg else ""
        events.append(f"{event} {code.co_name} +{offset} {shown}".strip())
    return tracer


def show(function, *args):
    events.clear()
    sys.settrace(tracer)
    try:
        result = function(*args)
    except Exception as e:
        result = repr(e)
    sys.settrace(None)
    print(function.__name__, args, result)
    for event in events:
        print("   ", event)


def raises():
    raise ValueError("v")


def passes_on():
    raises()


def catches():
    try:
        raises()
    except KeyError:
        x = 1
    except ValueError as e:
        x = 2
    else:
        x = 3
    return x


def always(n):
    try:
        if n:
            return n
        x = 1 / n
    finally:
        y = 2
    return x


def breaks():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
        finally:
            j = i
    return j


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        return details[0] is KeyError


def manages(error):
    with Manager() as m:
        if error:
            raise error("e")
        x = 1
    return type(m).__name__


def wraps():
    try:
        passes_on()
    except ValueError as e:
        raise TypeError("t") from e


def swallows_groups():
    try:
        raise ExceptionGroup("g", [ValueError("a")])
    except* ValueError:
        x = 1
    return x


class Stops:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration


def iterates():
    for x in Stops():
        pass
    return list(Stops())


def fails_in_builtin():
    return int("x")


with open(__file__) as file:
    lines = file.read().split("\n")
show(passes_on)
show(catches)
show(always, 1)
show(always, 0)
show(breaks)
show(manages, None)
show(manages, KeyError)
show(manages, ValueError)
show(wraps)
show(swallows_groups)
show(iterates)
show(fails_in_builtin)
