class Tick:
    def __init__(self, v=None):
        self.v = v

    def __await__(self):
        yield
        return self.v


async def arange(n):
    for i in range(n):
        await Tick()
        yield i


def run(c):
    n = 0
    while True:
        try:
            c.send(None)
            n += 1
        except StopIteration as e:
            return e.value, n


async def double(x):
    await Tick()
    return x * 2


async def main():
    a = [x async for x in arange(3)]
    b = [await double(x) for x in range(3)]
    c = [await double(x) async for x in arange(3) if x]
    d = {x: await double(x) async for x in arange(2)}
    e = {y async for y in arange(3) if await double(y)}
    f = [[y async for y in arange(x)] async for x in arange(3)]
    g = [(x, y) async for x in arange(2) for y in range(2)]
    h = [x for x in [await double(5)]]
    gen = (x * 10 async for x in arange(3))
    i = [x async for x in gen]
    j = sum([x async for x in arange(4)])
    return a, b, c, d, e, f, g, h, i, j


print(run(main()))


async def conditionals():
    out = []
    if await double(1):
        out.append("if")
    while len(out) < 3 and await double(len(out)):
        out.append("while")
    out.append(await double(1) + await double(2) * await double(3))
    out.append([await double(1), await double(2)])
    out.append({"k": await double(3)})
    out.append(f"{await double(4)}")
    out.append((await double(5)) if await double(0) else (await double(6)))
    out.append(await Tick("direct") == "direct" and not await Tick(0))
    x = y = await Tick(7)
    x += await Tick(1)
    out.append((x, y))
    assert await Tick(True), "never"
    out.append((lambda v: v + 1)(await Tick(1)))
    return out


print(run(conditionals()))


async def exceptions():
    try:
        await fails()
    except ValueError as e:
        await Tick()
        print("caught", e)
    else:
        print("no")
    finally:
        await Tick()
        print("finally")
    try:
        async for x in bad_gen():
            print("item", x)
    except KeyError as e:
        print("from gen", e)
    return await Tick("end")


async def fails():
    await Tick()
    raise ValueError("async")


async def bad_gen():
    yield 1
    await Tick()
    raise KeyError("k")


print(run(exceptions()))


async def loops():
    out = []
    async for x in arange(5):
        if x == 1:
            continue
        if x == 3:
            break
        out.append(x)
    else:
        out.append("never")
    async for x in arange(0):
        pass
    else:
        out.append("else")
    async for out_x, in tuples():
        out.append(out_x)
    return out


async def tuples():
    yield (1,)
    yield [2]


print(run(loops()))
