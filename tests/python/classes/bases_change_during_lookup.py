# A key of a class's dict may compare in Python, and change the bases while an attribute is looked up:
# the search goes on along the old order, and all of that lives until it ends.
class Left:
    color = "left"
    shape = "left"

    def name(self):
        return "left"

    def __init_subclass__(cls, **rest):
        print("left has", cls.__name__)


class Right:
    color = "right"
    shape = "right"

    def name(self):
        return "right"

    def __init_subclass__(cls, **rest):
        print("right has", cls.__name__)


class Key:
    def __init__(self, name, action):
        self.name = name
        self.action = action

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        if self.action:
            action, self.action = self.action, None
            action()
        return False


def new_class(name):
    def change():
        made.__bases__ = (Right,)

    made = type("Made", (Left,), {Key(name, change): 5})
    return made


print(new_class("color").color)
made = new_class("color")
print(made.color, made.shape)
print(new_class("name")().name())
instance = new_class("color")()
print(instance.color, instance.shape)


def with_super(name):
    class Middle(type("Base", (Left,), {Key(name, lambda: change()): 1})):
        def name(self):
            return super().name(), super().color

    def change():
        Middle.__mro__[1].__bases__ = (Right,)

    return Middle


print(with_super("name")().name())
print(with_super("color")().name())


def alone():
    """Only the old order keeps the old base."""

    def change():
        made.__bases__ = (Right,)

    made = type("Made", (type("Old", (Left,), {"color": "old"}),), {Key("color", change): 5})
    return made


print(alone().color, alone()().color)
