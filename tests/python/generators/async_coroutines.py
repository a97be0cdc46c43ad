class Sleep:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        got = yield ("sleep", self.n)
        return f"slept {self.n} {got}"


async def child(n):
    print("child", n)
    r = await Sleep(n)
    return r


async def main():
    a = await child(1)
    b = await child(2)
    return a, b


def run(coro, value=None):
    try:
        while True:
            print("yielded", coro.send(value))
            value = "value"
    except StopIteration as e:
        return e.value


print(run(main()))
c = child(5)
print(type(c).__name__, c.__name__, c.cr_running, c.cr_await, c.cr_code.co_name)
c.close()
try:
    c.send(None)
except RuntimeError as e:
    print(e)


async def fails():
    try:
        await Sleep(9)
    except ValueError as e:
        print("caught", e)
    finally:
        print("finally")
    raise KeyError("out")


c = fails()
c.send(None)
try:
    c.throw(ValueError("thrown in"))
except KeyError as e:
    print(repr(e))


async def bad_await():
    await 5


for make in (bad_await,):
    try:
        make().send(None)
    except TypeError as e:
        print(e)


class BadAwait:
    def __await__(self):
        return 5


async def bad2():
    await BadAwait()


try:
    bad2().send(None)
except TypeError as e:
    print(e)
c = child(1)
for op in (iter, next, list):
    try:
        op(c)
    except TypeError as e:
        print(e)
c.close()


async def nothing():
    return 42


c = nothing()
try:
    c.send(None)
except StopIteration as e:
    print(e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)


async def awaits_done():
    x = nothing()
    print(await x)
    await x


try:
    awaits_done().send(None)
except RuntimeError as e:
    print(e)
