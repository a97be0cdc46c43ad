import heapq
from collections import defaultdict


class Event:
    _seq = 0

    def __init__(self, when, action, *args, priority=0):
        Event._seq += 1
        self.key = (when, -priority, Event._seq)
        self.action, self.args, self.cancelled = action, args, False

    def __lt__(self, other):
        return self.key < other.key

    @property
    def when(self):
        return self.key[0]


class Simulation:
    def __init__(self):
        self.now, self.queue, self.log, self.stats = 0, [], [], defaultdict(int)

    def at(self, delay, action, *args, **kw):
        e = Event(self.now + delay, action, *args, **kw)
        heapq.heappush(self.queue, e)
        return e

    def run(self, until=float("inf")):
        while self.queue and self.queue[0].when <= until:
            e = heapq.heappop(self.queue)
            if e.cancelled:
                self.stats["cancelled"] += 1
                continue
            self.now = e.when
            try:
                e.action(self, *e.args)
                self.stats["ok"] += 1
            except Exception as error:
                self.stats[type(error).__name__] += 1
                self.log.append(f"{self.now}: {error}")
        return self.now


def ping(sim, n):
    sim.log.append(f"{sim.now}: ping {n}")
    if n:
        sim.at(n, ping, n - 1)


def fail(sim):
    raise RuntimeError("failure")


s = Simulation()
s.at(1, ping, 3)
s.at(2, fail)
s.at(2, lambda sim: sim.log.append(f"{sim.now}: urgent"), priority=5)
c = s.at(3, fail)
c.cancelled = True
print(s.run(4), len(s.queue))
print(s.run())
print("\n".join(s.log))
print(dict(s.stats))
