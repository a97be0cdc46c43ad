def count(n):
    print("start")
    for i in range(n):
        yield i
    print("end")


g = count(2)
print(type(g).__name__, g.__name__, g.__qualname__)
print(next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
print(list(g), next(g, "gone"))


def returning():
    yield 1
    return "result"


g = returning()
next(g)
try:
    next(g)
except StopIteration as e:
    print(e.value, e.args, repr(e))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


for x in fibonacci():
    if x > 50:
        break
    print(x, end=" ")
print()


def empty():
    return
    yield


print(list(empty()))


def nested():
    yield from count(1)
    yield from "ab"
    x = yield from returning()
    yield x


print(list(nested()))
g = count(3)
print(g.gi_running, g.gi_frame is not None, g.gi_code.co_name)
print(iter(g) is g)
list(g)
print(g.gi_frame)
