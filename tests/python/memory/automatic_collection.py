import gc
import weakref
gc.collect()
gc.set_threshold(100, 5, 5)


class N:
    alive = 0

    def __init__(self):
        N.alive += 1
        self.me = self

    def __del__(self):
        N.alive -= 1


for _ in range(5000):
    N()
print(N.alive < 5000, "collected on its own")
gc.collect()
print(N.alive)
gc.disable()
for _ in range(1000):
    N()
print(N.alive)
gc.enable()
gc.collect()
print(N.alive)
gc.set_threshold(0)
for _ in range(1000):
    N()
print(N.alive)
gc.set_threshold(700, 10, 10)
gc.collect()
print(N.alive)


def churn():
    for i in range(20000):
        a, b = [], {}
        a.append(b)
        b["a"] = a


churn()
print("churned", len(gc.get_objects()) < 40000)
events = []


def cb(phase, info):
    events.append(phase)


gc.callbacks.append(cb)
for _ in range(5000):
    N()
gc.callbacks.clear()
print(len(events) > 0, events[:2], set(events) == {"start", "stop"})
gc.collect()
print(N.alive)
