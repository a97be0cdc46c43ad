"""A module that says when it runs."""
print("simple_module runs as", __name__)
value = 42
_private = "hidden"
counter = 0


def bump():
    global counter
    counter += 1
    return counter


class Thing:
    pass
