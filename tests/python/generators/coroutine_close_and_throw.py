class Pause:
    def __await__(self):
        try:
            got = yield "paused"
        except GeneratorExit:
            print("pause closed")
            raise
        except ValueError as e:
            print("pause caught", e)
            return "recovered"
        return got


async def inner():
    try:
        return await Pause()
    finally:
        print("inner finally")


async def outer():
    try:
        r = await inner()
        print("inner gave", r)
        return r
    except KeyError as e:
        print("outer caught", repr(e))
        return "handled"
    finally:
        print("outer finally")


def finish(c, v=None):
    try:
        print("yielded", c.send(v))
    except StopIteration as e:
        print("result", e.value)


c = outer()
finish(c)
finish(c, "sent")
c = outer()
c.send(None)
try:
    c.throw(ValueError("v"))
except StopIteration as e:
    print("result", e.value)
c = outer()
c.send(None)
try:
    c.throw(KeyError("k"))
except StopIteration as e:
    print("result", e.value)
c = outer()
c.send(None)
c.close()
print("closed", c.cr_frame, c.cr_running)
c = outer()
try:
    c.throw(TypeError("before start"))
except TypeError as e:
    print(e)
c = outer()
c.send(None)
print(c.cr_await.__name__, c.cr_suspended, c.cr_frame.f_code.co_name, c.cr_origin)
try:
    c.send(None)
except StopIteration:
    pass
for f in (lambda: c.send(None), lambda: c.throw(ValueError)):
    try:
        f()
    except RuntimeError as e:
        print(e)
c.close()
x = outer()
try:
    x.send("non-None")
except TypeError as e:
    print(e)
x.close()


async def swallows():
    try:
        await Pause()
    except GeneratorExit:
        pass
    await Pause()


s = swallows()
s.send(None)
try:
    s.close()
except RuntimeError as e:
    print(e)
try:
    s.send(None)
except (StopIteration, RuntimeError) as e:
    print(type(e).__name__)


async def reenter():
    try:
        me.send(None)
    except ValueError as e:
        print(e)


me = reenter()
try:
    me.send(None)
except StopIteration:
    print("done")
async def stop():
    raise StopIteration("x")
try:
    stop().send(None)
except RuntimeError as e:
    print(e)
async def agen_stop():
    yield 1
    raise StopAsyncIteration("y")
async def use():
    try:
        async for _ in agen_stop():
            pass
    except RuntimeError as e:
        print(e)
try:
    use().send(None)
except StopIteration:
    pass
