# What sys.settrace tells of calls, lines and returns.
import sys

events = []


def tracer(frame, event, arg):
    code = frame.f_code
    shown = type(arg).__name__ if event == "return" else arg[0].__name__ if arg else ""
    events.append(f"{event} {code.co_name} +{frame.f_lineno - code.co_firstlineno} {shown}".strip())
    return tracer


def show(title, function, *args):
    events.clear()
    sys.settrace(tracer)
    try:
        function(*args)
    except Exception as e:
        sys.settrace(None)
        print(title, "raised", type(e).__name__)
    sys.settrace(None)
    print(title)
    for event in events:
        if not event.startswith(("call show", "line show", "return show", "exception show")):
            print("   ", event)


def plain(a, b=2):
    x = a + b
    return x


def loops(n):
    for i in range(n):
        if i == 1:
            continue
        n += i
    while n > 2:
        n -= 2
        if n == 3:
            break
    else:
        n = 0
    return n


def decorated(function):
    return function


def nested():
    @decorated
    def inner(v):
        return v
    total = 0

    class Local:
        """doc"""
        field = 1

        def method(self): return self.field
    total += inner(1) + Local().method()
    return [inner(v) for v in (1, 2)]


def closures():
    count = 0

    def bump():
        nonlocal count
        count += 1
    bump()
    bump()
    return count


def on_one_line(): x = 1; y = 2; return x + y


def several_lines(a,
                  b):
    return max(
        a + 1,
        b + 1,
    )


def matching(v):
    match v:
        case 1:
            return "one"
        case [a, b]:
            return "pair"
        case str():
            x = 1
    return "other"


def conditions(a, b):
    if a and b:
        r = 1
    elif a or b:
        r = 2
    else:
        r = 3
    r = r if a else -r
    assert r
    del a
    return r


def calls_builtins():
    return sorted([3, 1, 2], key=lambda v: -v), list(map(plain, (1, 2)))


def falls_off(n):
    if n:
        n = 0


show("plain", plain, 1)
show("loops", loops, 4)
show("nested", nested)
show("closures", closures)
show("on one line", on_one_line)
show("several lines", several_lines, 1, 2)
for value in (1, [1, 2], "s", 2.5):
    show(f"matching {value}", matching, value)
for pair in ((1, 1), (1, 0), (0, 0)):
    show(f"conditions {pair}", conditions, *pair)
show("builtins", calls_builtins)
show("falls off", falls_off, 1)
show("falls off at once", falls_off, 0)
