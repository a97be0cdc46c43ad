from contextlib import ExitStack, contextmanager


class CM:
    def __init__(self, n, swallow=False):
        self.n, self.swallow = n, swallow

    def __enter__(self):
        print("enter", self.n)
        return self.n

    def __exit__(self, t, v, tb):
        print("exit", self.n, t and t.__name__)
        return self.swallow


with ExitStack() as s:
    print([s.enter_context(CM(i)) for i in range(3)])
    s.callback(print, "callback", 1, sep="-")
    s.push(CM("pushed"))

    @s.callback
    def cb():
        print("decorated callback")

    @s.push
    def ex(t, v, tb):
        print("exit function", t)
with ExitStack() as s:
    s.enter_context(CM("outer", True))
    s.enter_context(CM("inner"))
    raise ValueError("v")
print("after")
try:
    with ExitStack() as s:
        s.callback(lambda: 1 / 0)
        raise KeyError("k")
except ZeroDivisionError as e:
    print(repr(e), repr(e.__context__))
s = ExitStack()
s.enter_context(CM("kept"))
t = s.pop_all()
s.close()
print("moved")
t.close()
with ExitStack() as s:
    for text in ("s.enter_context(5)", "s.enter_context()", "s.callback()"):
        try:
            print(type(eval(text)).__name__)
        except (TypeError, AttributeError) as e:
            print(text, "->", type(e).__name__, e)


@contextmanager
def gen(n):
    print("open", n)
    yield n
    print("close", n)


def many(n):
    with ExitStack() as stack:
        return [stack.enter_context(gen(i)) for i in range(n)]


print(many(3))
try:
    with ExitStack() as s:
        s.enter_context(CM("a"))

        class Bad:
            def __enter__(self):
                raise OSError("enter failed")

            def __exit__(self, *e):
                print("never")
        s.enter_context(Bad())
except OSError as e:
    print(e)
