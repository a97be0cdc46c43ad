import types


@types.coroutine
def switch(x):
    got = yield x
    return got * 2


async def main():
    a = await switch("first")
    b = await switch("second")
    return a + b


c = main()
print(c.send(None), c.send(5))
try:
    c.send(10)
except StopIteration as e:
    print(e.value)


def plain():
    yield


async def bad():
    await plain()


try:
    bad().send(None)
except TypeError as e:
    print(e)


def delegates():
    c = inner()
    return (yield from c)


async def inner():
    return 1


try:
    list(delegates())
except TypeError as e:
    print(e)
for bad in ("async def f():\n  yield from []", "def f():\n  await x", "await x", "async def f():\n  def g():\n    await x", "def f():\n  async for x in y: pass", "def f():\n  async with x: pass", "def f():\n  [x async for x in y]", "async def f():\n  yield 1\n  return 2", "class C:\n  await x", "yield 1", "return 5", "class C:\n  yield 1", "class C:\n  return 1", "async with x: pass", "async for x in y: pass", "lambda: await x", "[(yield 1) for x in y]", "async lambda: 1"):
    try:
        compile(bad, "<test>", "exec")
        print(repr(bad), "compiles")
    except SyntaxError as e:
        print(repr(bad), "->", e.msg)
print(switch.__name__, type(switch(1)).__name__, switch.__code__.co_flags & 0x100 != 0)


async def cr():
    pass


async def ag():
    yield


def gen():
    yield


for f, bit in ((cr, 0x80), (ag, 0x200), (gen, 0x20)):
    print(f.__name__, bool(f.__code__.co_flags & bit))
cr().close()
w = cr().__await__()
print(type(w).__name__)
try:
    next(w)
except StopIteration:
    print("done")
