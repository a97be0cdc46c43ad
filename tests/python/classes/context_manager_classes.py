class Timer:
    log = []

    def __enter__(self):
        self.log.append("start")
        return self

    def __exit__(self, *exc):
        self.log.append("stop " + (exc[0].__name__ if exc[0] else "clean"))
        return False


with Timer() as t:
    pass
try:
    with Timer():
        1 / 0
except ZeroDivisionError:
    pass
print(Timer.log)


class Indent:
    level = 0

    def __enter__(self):
        Indent.level += 1
        return self

    def __exit__(self, *e):
        Indent.level -= 1

    def say(self, s):
        print("  " * Indent.level + s)


with Indent() as i:
    i.say("one")
    with i:
        i.say("two")
        with i as same:
            same.say("three")
    i.say("one again")


class Temp:
    def __init__(self, obj, **kw):
        self.obj, self.kw = obj, kw

    def __enter__(self):
        self.old = {k: getattr(self.obj, k) for k in self.kw}
        for k, v in self.kw.items():
            setattr(self.obj, k, v)

    def __exit__(self, *e):
        for k, v in self.old.items():
            setattr(self.obj, k, v)


class Conf:
    debug = False


with Temp(Conf, debug=True):
    print(Conf.debug)
print(Conf.debug)


class Multi:
    def __init__(self, *cms):
        self.cms = cms

    def __enter__(self):
        return [cm.__enter__() for cm in self.cms]

    def __exit__(self, *e):
        return any([cm.__exit__(*e) for cm in reversed(self.cms)])


class Named:
    def __init__(self, n, swallow=False):
        self.n, self.swallow = n, swallow

    def __enter__(self):
        print("enter", self.n)
        return self.n

    def __exit__(self, *e):
        print("exit", self.n)
        return self.swallow


with Multi(Named(1), Named(2, True)) as names:
    print(names)
    raise ValueError


class Meta(type):
    def __enter__(cls):
        return "class as manager"

    def __exit__(cls, *e):
        print("class exit")


class M(metaclass=Meta):
    pass


with M as m:
    print(m)
a, b = Named("a"), Named("b")
with a as x, b as y:
    print(x + y)
with open("f.txt", "w") as f, Named("n") as n:
    print(n, file=f)
print(open("f.txt").read().strip(), f.closed)
