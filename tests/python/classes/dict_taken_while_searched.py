# Comparing keys takes the dict away from the object whose attribute is looked up.


class Clearing(str):
    """A key that looks like "sought" in the table; comparing it takes the dict away."""

    def __hash__(self):
        return hash("sought")

    def __eq__(self, other):
        target.__dict__.clear()
        target.__dict__ = {}
        return False


class Plain:
    pass


class Number(int):
    pass


def make_function():
    return lambda: None


def attempt(label, action):
    try:
        print(label, action())
    except Exception as error:
        print(label, type(error).__name__, error)


for kind in (Plain, Number, Exception, make_function):

    def fresh():
        global target
        target = kind()
        target.__dict__ = {Clearing("key"): 1, "sought": [2]}

    fresh()
    attempt("get", lambda: target.sought)
    fresh()
    attempt("has", lambda: hasattr(target, "sought"))
    print(target.__dict__)
