def pair():
    v = 0

    def get():
        return v

    def set(x):
        nonlocal v
        v = x
    return get, set


g1, s1 = pair()
g2, s2 = pair()
s1(5)
print(g1(), g2(), g1.__closure__[0] is s1.__closure__[0], g1.__closure__[0] is g2.__closure__[0])


def loop_cells():
    out = []
    for i in range(3):
        j = i * 10

        def f():
            return i, j
        out.append(f)
    i = "after"
    return [f() for f in out]


print(loop_cells())


def arg_cell(x):
    def f():
        return x
    x += 1
    return f


print(arg_cell(1)())


def conditional(flag):
    if flag:
        v = "set"

    def f():
        try:
            return v
        except NameError as e:
            return str(e)
    return f()


print(conditional(True), conditional(False))


def recursive_closure(n):
    def count(k):
        return 0 if k == 0 else 1 + count(k - 1)
    return count(n)


print(recursive_closure(50))


def class_in_closure(v):
    class C:
        attr = v

        def m(self):
            return v, C.__name__, __class__.__name__
    return C


print(class_in_closure(1)().m(), class_in_closure(2).attr)


def gen_closure(n):
    def g():
        for i in range(n):
            yield i + n
    return list(g())


print(gen_closure(3))


def comp_closure(k):
    fs = {n: (lambda x, n=n: x * n + k) for n in range(3)}
    k = 100
    return [f(1) for f in fs.values()]


print(comp_closure(5))


def exception_closure():
    try:
        raise ValueError("v")
    except ValueError as e:
        msg = str(e)
        f = lambda: msg
    return f()


print(exception_closure())


def deep():
    a = 1

    def b():
        c = 2

        def d():
            nonlocal a, c
            a, c = a + 1, c * 2
            return a, c
        return d
    return b()


d = deep()
print(d(), d(), d.__code__.co_freevars)


def swap():
    x, y = 1, 2

    def f():
        nonlocal x, y
        x, y = y, x
        return x, y
    return f(), f(), (x, y)


print(swap())


def default_vs_cell():
    fs = []
    for n in range(2):
        fs.append((lambda: n, lambda n=n: n))
    return [(a(), b()) for a, b in fs]


print(default_vs_cell())
counter = (lambda c=[0]: (c.__setitem__(0, c[0] + 1), c[0])[1])
print(counter(), counter(), (lambda f: f(f))(lambda f: "self"))


def with_star(*args, **kw):
    return lambda: (args, sorted(kw))


print(with_star(1, 2, z=3)())
