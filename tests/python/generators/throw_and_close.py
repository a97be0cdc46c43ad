def worker():
    try:
        while True:
            try:
                x = yield "ready"
                print("got", x)
            except ValueError as e:
                print("handled", e)
                yield "after error"
    except GeneratorExit:
        print("closing")
        raise
    finally:
        print("cleanup")


g = worker()
print(next(g), g.send(1))
print(g.throw(ValueError("bad")))
print(next(g))
g.close()
g.close()
try:
    next(g)
except StopIteration:
    print("finished")
g = worker()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as e:
    print("out", e)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as e:
    print(e)
g = worker()
try:
    g.throw(TypeError, "not started")
except TypeError as e:
    print(e, list(g))


def returns_in_close():
    try:
        yield 1
    except GeneratorExit:
        return 5


g = returns_in_close()
next(g)
print(g.close())
g = (i for i in range(3))
for args in ((5,), (ValueError, "a", 3), ("str",)):
    try:
        g.throw(*args)
    except Exception as e:
        print(type(e).__name__, e)
