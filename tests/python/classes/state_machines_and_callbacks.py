class Machine:
    transitions = {}

    def __init_subclass__(cls, **kw):
        cls.transitions = {**cls.transitions, **{v._from: (k, v._to) for k, v in vars(cls).items() if hasattr(v, "_from")}}

    def __init__(self):
        self.state = "idle"
        self.listeners = []

    def on(self, f):
        self.listeners.append(f)
        return f

    def fire(self):
        if self.state not in self.transitions:
            raise RuntimeError(f"stuck in {self.state!r}")
        name, to = self.transitions[self.state]
        old, self.state = self.state, to
        getattr(self, name)()
        for l in self.listeners:
            l(old, to)
        return self


def step(source, to):
    def deco(f):
        f._from, f._to = source, to
        return f
    return deco


class Light(Machine):
    @step("idle", "green")
    def start(self):
        print("start")

    @step("green", "red")
    def stop(self):
        print("stop")


class Fancy(Light):
    @step("red", "off")
    def shut(self):
        print("shut")


m = Fancy()


@m.on
def log(old, new):
    print(old, "->", new)


m.fire().fire().fire()
try:
    m.fire()
except RuntimeError as e:
    print(e)
l = Light()
l.on(lambda *a: print("lambda", a))
l.fire()
print(sorted(Light.transitions), sorted(Fancy.transitions), m.listeners == [log])


class Event:
    def __init__(self):
        self.handlers = []

    def __iadd__(self, h):
        self.handlers.append(h)
        return self

    def __isub__(self, h):
        self.handlers.remove(h)
        return self

    def __call__(self, *a):
        return [h(*a) for h in self.handlers]


class Button:
    def __init__(self):
        self.clicked = Event()


b = Button()
b.clicked += len
b.clicked += str.upper
print(b.clicked("abc"))
b.clicked -= len
print(b.clicked("x"))
