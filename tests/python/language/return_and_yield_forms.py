def r0():
    return


def r1():
    return 1,


def r2():
    return 1, *[2, 3], *"a"


def r3():
    return (yield_ := 5)


def r4():
    return lambda: (1, 2)


def r5(x):
    return x if x else None


def r6():
    return [i for i in range(3)], {**{"a": 1}}, not 1, -1 ** 2


print(r0(), r1(), r2(), r3(), r4()(), r5(0), r5(7), r6())


def y1():
    yield
    yield 1, 2
    yield 1, *[2, 3]
    x = yield
    yield x
    z = yield x, 5
    yield [z, (yield "inner")]
    w = [(yield 1), (yield 2)]
    yield w
    return "done"


g = y1()
print(next(g), next(g), next(g), next(g), g.send("sent"), g.send("q"), g.send("z value"), g.send("inner value"), next(g), g.send("w1"), g.send("w2"))
try:
    next(g)
except StopIteration as e:
    print(e.value)


def y2():
    total = 0
    while True:
        total += (yield total) or 0


g = y2()
print(next(g), g.send(5), g.send(10), next(g))


def y3():
    x = yield from [1, 2]
    print("x", x)
    if (yield "cond"):
        yield "true"
    else:
        yield "false"


g = y3()
print(next(g), next(g), next(g), g.send(True))


def y4(n):
    if n:
        yield n
        yield from y4(n - 1)
        return n
    return "bottom"


print(list(y4(3)))


def y5():
    try:
        yield 1
    finally:
        yield 2


print(list(y5()))


def y6():
    d = {(yield "key"): (yield "value")}
    print((yield d), f"{(yield 'f')}", len((yield "l")))


g = y6()
print(next(g), g.send("k"), g.send("v"), g.send("printed"), g.send("fmt"))
try:
    g.send([1, 2, 3])
except StopIteration:
    pass
