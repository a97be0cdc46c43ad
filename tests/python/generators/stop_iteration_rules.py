def leaks():
    yield 1
    raise StopIteration("inside")


g = leaks()
next(g)
try:
    next(g)
except RuntimeError as e:
    print(e, repr(e.__cause__))


def next_inside():
    it = iter([])
    yield 1
    yield next(it)


try:
    print(list(next_inside()))
except RuntimeError as e:
    print(e)


def value():
    return (yield 1)


g = value()
next(g)
try:
    g.send((1, 2))
except StopIteration as e:
    print(e.value, e.args)


def returns_exception():
    yield
    return ValueError("as value")


g = returns_exception()
next(g)
try:
    next(g)
except StopIteration as e:
    print(repr(e.value))
e = StopIteration()
print(e.value, e.args, StopIteration(1, 2).value, StopIteration(1, 2).args)
e.value = 7
print(e.value)
try:
    list(next(iter([])) for _ in range(2))
except RuntimeError as err:
    print(err)
print(list(map(lambda x: next(iter([])), [1])))


class Stops:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("ignored value")


for x in Stops():
    print("never")
print(list(Stops()), [*Stops()], next(Stops(), "default"))


def gen_in_gen():
    try:
        yield from Stops()
    finally:
        print("fin")


print(list(gen_in_gen()))


def throw_stop():
    try:
        yield 1
    except StopIteration:
        yield "caught StopIteration"


g = throw_stop()
next(g)
print(g.throw(StopIteration))
g = throw_stop()
try:
    g.throw(StopIteration("before start"))
except (RuntimeError, StopIteration) as e:
    print(type(e).__name__, e)
def g2():
    yield 1
x = g2()
next(x)
try:
    x.throw(StopIteration())
except RuntimeError as e:
    print(e)
