import heapq
from collections import deque


class Future:
    def __init__(self):
        self.done, self.value, self.waiters = False, None, []

    def set(self, v):
        self.done, self.value = True, v
        for t in self.waiters:
            loop.ready.append((t, None))

    def __await__(self):
        if not self.done:
            yield self
        return self.value


class Task(Future):
    def __init__(self, coro):
        super().__init__()
        self.coro = coro
        loop.ready.append((self, None))

    def step(self, value):
        try:
            waiting = self.coro.send(value)
        except StopIteration as e:
            self.set(e.value)
        else:
            waiting.waiters.append(self)


class Loop:
    def __init__(self):
        self.ready, self.timers, self.now, self.seq = deque(), [], 0, 0

    def sleep(self, delay):
        f = Future()
        self.seq += 1
        heapq.heappush(self.timers, (self.now + delay, self.seq, f))
        return f

    def run(self, coro):
        t = Task(coro)
        while not t.done:
            while self.ready:
                task, v = self.ready.popleft()
                task.step(v)
            if self.timers and not t.done:
                self.now, _, f = heapq.heappop(self.timers)
                f.set(self.now)
        return t.value


async def worker(name, n, log):
    for i in range(n):
        at = await loop.sleep(len(name) + i)
        log.append((at, name, i))
    return name * n


async def gather(*coros):
    tasks = [Task(c) for c in coros]
    return [await t for t in tasks]


class Queue:
    def __init__(self):
        self.items, self.getters = deque(), deque()

    def put(self, x):
        if self.getters:
            self.getters.popleft().set(x)
        else:
            self.items.append(x)

    async def get(self):
        if self.items:
            return self.items.popleft()
        f = Future()
        self.getters.append(f)
        return await f


async def producer(q):
    for i in range(4):
        await loop.sleep(1)
        q.put(i)
    q.put(None)


async def consumer(q):
    total = []
    while (x := await q.get()) is not None:
        total.append((loop.now, x))
    return total


async def main():
    log = []
    r = await gather(worker("a", 3, log), worker("bb", 2, log), worker("ccc", 1, log))
    q = Queue()
    r2 = await gather(producer(q), consumer(q))
    return r, log, r2


loop = Loop()
print(loop.run(main()))
