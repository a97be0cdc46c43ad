import gc
import sys
import weakref

gc.disable()  # when garbage goes is shown


class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def f():
    local = D("local")
    raise ValueError("x")


try:
    f()
except ValueError as e:
    saved = e
print("saved")
print(saved.__traceback__.tb_next.tb_frame.f_locals["local"].n)
saved.__traceback__.tb_next.tb_frame.clear()
print("frame cleared")
saved = None
try:
    f()
except ValueError as e:
    saved = e
saved.__traceback__ = None
print("traceback dropped")


def keeps_cycle():
    local = D("in cycle")
    try:
        raise KeyError
    except KeyError as e:
        me = e


keeps_cycle()
print("before collect")
gc.collect()
print("after collect")


def g():
    x = D("generator frame")
    yield sys._getframe()


gen = g()
frame = next(gen)
try:
    frame.clear()
except RuntimeError as e:
    print(e)
print(frame.f_locals["x"].n)
gen.close()
del frame
print("closed")


def current():
    y = D("frame held")
    return sys._getframe()


fr = current()
print(fr.f_locals["y"].n)
fr.clear()
print(fr.f_locals)
try:
    sys._getframe().clear()
except RuntimeError as e:
    print(e)
r = weakref.ref(D("weak"))
print(r())
