# Keys in f_locals whose comparison runs other code, and locals that are set while they are returned.
import sys


class Key:
    """Is looked at when the name is looked for."""

    def __init__(self, name, action):
        self.hash, self.action = hash(name), action

    def __hash__(self):
        return self.hash

    def __eq__(self, other):
        self.action()
        return False


def generator():
    x, y, z = [1], [2], [3]

    def inner():
        return w

    w = [5]
    yield x
    yield y


def close():
    running.close()


def advance():
    next(running, None)


def drop():
    global running
    if running:
        running.close()
    running = None


def fail():
    raise KeyError


for action in close, advance, drop, fail:
    for name in "x", "y", "z", "w":
        running = generator()
        next(running)
        frame = running.gi_frame
        names = frame.f_locals
        names.clear()
        names[Key(name, action)] = 1
        try:
            found = sorted(key for key in frame.f_locals if type(key) is str)
        except KeyError as error:
            found = repr(error)
        print(action.__name__, name, found)


def traced(value):
    result = value
    return result


def failing(frame, event, argument):
    if event == "line":
        frame.f_locals[Key("result", fail)] = 1
    return failing


for _ in range(3):
    sys.settrace(failing)
    try:
        answer = traced([1])
    except KeyError as error:
        answer = repr(error)
    finally:
        sys.settrace(None)
    print(answer)


# What is returned or given is what it was when the function returned it.
def setting(frame, event, argument):
    if event == "return":
        frame.f_locals.update(result=7, item="other")
        events.append(argument)
    return setting


def items():
    for item in [1, 2], 3.5:
        yield item


events = []
sys.settrace(setting)
answers = traced([2]), traced(1 << 70), traced(0.5), [*items()]
sys.settrace(None)
print(answers, events)


# Setting the function anew at a yield: the generator is called again when it goes on.
def renewing(frame, event, argument):
    events.append((frame.f_code.co_name, event))
    sys.settrace(renewing)
    return renewing


events = []
sys.settrace(renewing)
for item in items():
    pass
sys.settrace(None)
print(events)
