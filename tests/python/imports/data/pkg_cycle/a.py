from . import b


def from_b():
    return "a uses " + b.name


name = "A"
