from . import a

name = "B"


def from_a():
    return " b uses " + a.name
