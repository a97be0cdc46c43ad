real = 1


def __getattr__(name):
    if name == "lazy":
        return "computed"
    raise AttributeError(f"module has no {name!r} here")


def __dir__():
    return ["b", "a"]
