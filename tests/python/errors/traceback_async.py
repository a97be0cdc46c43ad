# compare: stderr
async def inner(n):
    if n == 0:
        raise ValueError("in coroutine")
    return await inner(n - 1)


async def agen():
    yield 1
    await inner(1)


async def main():
    async for x in agen():
        print(x)


main().send(None)
