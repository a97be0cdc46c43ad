def counter():
    n = 0

    def bump(by=1):
        nonlocal n
        n += by
        return n
    return bump


a, b = counter(), counter()
print(a(), a(), b(), a(10), b())
print(a.__closure__[0].cell_contents, a.__code__.co_freevars, counter.__code__.co_cellvars)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])


def outer(x):
    def middle(y):
        def inner(z):
            return x, y, z
        return inner
    return middle


print(outer(1)(2)(3))


def late():
    def use():
        return value
    try:
        use()
    except NameError as e:
        print(type(e).__name__, e)
    value = 5
    return use()


print(late())


def compose(*fs):
    def run(x):
        for f in fs:
            x = f(x)
        return x
    return run


print(compose(str, len, lambda n: n * 2)(12345))


def deleted():
    x = 1

    def f():
        return x
    del x
    try:
        f()
    except NameError as e:
        print(e)


deleted()
