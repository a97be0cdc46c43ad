# Iterators get a class without __next__ in the middle of a loop.


def attempt(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, error)


class Other:
    pass


class Changing:
    """An iterator that gets a class without __next__."""

    def __iter__(self):
        return self

    def __next__(self):
        self.__class__ = Other
        return 1


def loop():
    for item in Changing():
        print("item", item)


attempt("for", loop)
attempt("comprehension", lambda: [item for item in Changing()])
attempt("generator", lambda: sum(item for item in Changing()))
attempt("sum", lambda: sum(Changing()))
attempt("max", lambda: max(Changing()))
attempt("map", lambda: [text for text in map(str, Changing())])
attempt("zip", lambda: [pair for pair in zip(Changing())])
attempt("filter", lambda: [item for item in filter(None, Changing())])
attempt("enumerate", lambda: [pair for pair in enumerate(Changing())])
attempt("next", lambda: next(Other()))
attempt("iter", lambda: iter(Other()))


def delegate():
    yield from Changing()


attempt("yield from", lambda: [item for item in delegate()])
