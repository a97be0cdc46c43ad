# A stream under a text file that detaches it, or gives it another stream, in its own method.
import io


class Stream:
    closed = False

    def __init__(self, hook, action):
        self.inner = io.BytesIO(b"line1\nline2\n" * 4)
        self.hook, self.action = hook, action

    def __getattr__(self, name):
        method = getattr(self.inner, name)
        if name != self.hook:
            return method

        def hooked(*args):
            action, self.action = self.action, None
            if action:
                action()
            return method(*args)
        return hooked


OPERATIONS = [
    lambda text: text.read(), lambda text: text.read(9), lambda text: text.readline(),
    lambda text: next(text), lambda text: text.write("abc\n" * 5000), lambda text: text.flush(),
    lambda text: text.detach(),
]
for hook, action in (("read", "detach"), ("read", "__init__"), ("read1", "__init__"),
                     ("write", "detach"), ("write", "__init__"), ("flush", "__init__")):
    for operation in OPERATIONS:
        text = None
        stream = Stream(hook, lambda: getattr(text, action)(
            *([io.BytesIO(b"other\n" * 9)] if action == "__init__" else [])))
        text = io.TextIOWrapper(stream, "utf-8")
        text._CHUNK_SIZE = 4
        stream = None
        try:
            operation(text)
        except (ValueError, StopIteration, AttributeError, SystemError):
            pass
        try:
            text.readline()
        except ValueError:
            pass
print("done")
