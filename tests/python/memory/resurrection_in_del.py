import gc
saved = []


class R:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)
        saved.append(self)


r = R(1)
r = None
print(len(saved), saved[0].n)
saved.clear()
print("second drop does not call again", len(saved))
r = R(2)
r.me = r
del r
print(gc.collect() > 0, len(saved), saved[0].me is saved[0])
saved.clear()
print(gc.collect() > 0, len(saved))


class Twice:
    count = 0

    def __del__(self):
        Twice.count += 1
        global keep
        keep = self


t = Twice()
del t
print(Twice.count, type(keep).__name__)
del keep
print(Twice.count)


class InCycle:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("finalize", self.name)


a, b = InCycle("a"), InCycle("b")
a.other, b.other = b, a
del a, b
gc.collect()
print("cycle finalized", gc.garbage)


class Del:
    def __del__(self):
        try:
            print("attr", self.x)
        except AttributeError as e:
            print(e)


Del()
o = Del()
o.x = 5
del o
d = Del.__del__
print(callable(d))
