def resource(name):
    print("open", name)
    try:
        yield name
        yield name + "2"
    finally:
        print("close", name)


g = resource("a")
next(g)
del g
print("after del")
g = resource("never started")
del g
for x in resource("b"):
    print(x)
    break
print("after loop")
g = resource("c")
next(g)
g = None
print("rebound")


def outer():
    for x in resource("inner"):
        yield x


g = outer()
next(g)
g.close()
print("closed outer")


def with_except():
    try:
        yield 1
    except GeneratorExit:
        print("GeneratorExit seen")
        raise
    else:
        print("else")


g = with_except()
next(g)
del g


def f():
    g = resource("local")
    next(g)
    return "returned"


print(f())
a, b = resource("x"), resource("y")
next(a), next(b)
a = b = None
print(list(zip(resource("z"), [1])))


def nested_finally():
    try:
        try:
            yield 1
        finally:
            print("first")
    finally:
        print("second")


g = nested_finally()
next(g)
g.close()
print("end")
