class Tick:
    def __await__(self):
        yield "tick"


async def agen(n):
    try:
        for i in range(n):
            await Tick()
            got = yield i
            if got:
                print("got", got)
    finally:
        print("agen finally")


def run(coro):
    ticks = 0
    try:
        while True:
            coro.send(None)
            ticks += 1
    except StopIteration as e:
        return e.value, ticks


async def consume():
    out = []
    async for x in agen(3):
        out.append(x)
    else:
        out.append("else")
    return out


print(run(consume()))


async def comprehensions():
    a = [x async for x in agen(2)]
    b = {x async for x in agen(2) if x}
    c = {x: x * 2 async for x in agen(2)}
    d = [y async for y in (x + 1 async for x in agen(2))]
    e = [await f() for f in (value, value)]
    return a, b, c, d, e


async def value():
    return 7


print(run(comprehensions()))


async def protocol():
    g = agen(5)
    print(type(g).__name__, g.__name__)
    print(await g.__anext__(), await g.asend("hello"), await anext(g), await anext(g, "d"))
    try:
        await g.athrow(ValueError("into agen"))
    except ValueError as e:
        print("out", e)
    try:
        await g.__anext__()
    except StopAsyncIteration as e:
        print("stop", repr(e))
    print(await anext(g, "default"))
    h = agen(3)
    await h.__anext__()
    await h.aclose()
    print(aiter(h) is h)


run(protocol())


async def early():
    g = agen(10)
    async for x in g:
        if x == 1:
            break
    await g.aclose()
    return "done"


print(run(early()))


class AsyncIter:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


async def custom():
    return [x async for x in AsyncIter(3)]


print(run(custom()))


async def bad():
    async for x in [1]:
        pass


try:
    run(bad())
except TypeError as e:
    print(e)
for text in ("aiter(5)", "anext(5)", "[].__aiter__"):
    try:
        eval(text)
    except (TypeError, AttributeError) as e:
        print(e)
