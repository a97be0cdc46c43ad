def average():
    total = n = 0
    result = None
    while True:
        value = yield result
        if value is None:
            break
        total += value
        n += 1
        result = total / n
    return total


g = average()
print(next(g), g.send(10), g.send(20), g.send(60))
try:
    g.send(None)
except StopIteration as e:
    print("returned", e.value)


def echo():
    received = []
    while len(received) < 3:
        received.append((yield len(received)))
    yield received


g = echo()
print(g.send(None), g.send("a"), next(g), g.send(["c"]))
g = echo()
try:
    g.send("too early")
except TypeError as e:
    print(e)


def inner():
    x = yield "inner 1"
    print("inner got", x)
    y = yield "inner 2"
    print("inner got", y)
    return x + y


def outer():
    r = yield from inner()
    print("result", r)
    z = yield "outer"
    print("outer got", z)


g = outer()
print(next(g))
print(g.send(1))
print(g.send(2))
try:
    g.send(3)
except StopIteration as e:
    print("end", e.value)
