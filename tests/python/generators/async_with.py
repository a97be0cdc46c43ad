class Tick:
    def __await__(self):
        return (yield "tick")


class CM:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await Tick()
        print("enter", self.name)
        return self.name.upper()

    async def __aexit__(self, t, v, tb):
        await Tick()
        print("exit", self.name, t and t.__name__, v)
        return self.swallow


def run(coro):
    n = 0
    try:
        while True:
            coro.send(None)
            n += 1
    except StopIteration as e:
        return e.value, n


async def simple():
    async with CM("a") as x, CM("b") as y:
        print("body", x, y)
    async with (CM("c"), CM("d", True) as z):
        raise ValueError("swallowed " + z)
    try:
        async with CM("e"):
            raise KeyError("k")
    except KeyError as e:
        print("caught", e)
    async with CM("f"):
        return "returned"


print(run(simple()))


async def loop():
    for i in range(3):
        async with CM(f"l{i}"):
            if i == 0:
                continue
            if i == 1:
                break


run(loop())


class NoExit:
    async def __aenter__(self):
        pass


class SyncOnly:
    def __enter__(self):
        pass

    def __exit__(self, *a):
        pass


class NotAwaitable:
    def __aenter__(self):
        return 5

    def __aexit__(self, *a):
        return 5


async def use(cm):
    async with cm:
        pass


for cm in (NoExit(), SyncOnly(), NotAwaitable(), 5):
    try:
        run(use(cm))
    except TypeError as e:
        print(e)
from contextlib import asynccontextmanager, AsyncExitStack, aclosing


@asynccontextmanager
async def managed(x):
    print("setup", x)
    try:
        yield x * 2
    finally:
        print("teardown", x)


async def lib():
    async with managed(4) as v:
        print(v)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(CM("s1"))
        await stack.enter_async_context(managed(1))
        stack.callback(print, "callback")

    async def ag():
        try:
            yield 1
            yield 2
        finally:
            print("ag closed")
    async with aclosing(ag()) as g:
        print([x async for x in g])


run(lib())
