def make(n, acc=[]):
    acc.append(n)
    return acc


print(make(1), make(2), make(3, []), make.__defaults__)
x = 1


def snap(v=x):
    return v


x = 2
print(snap(), snap(x))


def outer(a, b=10):
    c = a + b

    def inner(d=c, *, e=a):
        nonlocal c
        c += d
        return c, e
    return inner


f = outer(1)
print(f(), f(1), f(e=5), outer(2)())


def mutual():
    def even(n):
        return n == 0 or odd(n - 1)

    def odd(n):
        return n != 0 and even(n - 1)
    return even(10), odd(7), even(3)


print(mutual())


def deep(a):
    def l1():
        def l2():
            def l3():
                def l4():
                    nonlocal a
                    a += 1
                    return a
                return l4
            return l3()
        return l2()
    return l1()


g = deep(5)
print(g(), g(), g.__code__.co_freevars, g.__qualname__)


def cells(n):
    fs = []
    for i in range(n):
        def f(k=i):
            return i, k
        fs.append(f)
    return [f() for f in fs]


print(cells(3))


def arg_is_cell(a, *args, k=1, **kw):
    def show():
        return a, args, k, kw
    a += 1
    k = "changed"
    return show()


print(arg_is_cell(1, 2, 3, z=4))


def conditional(flag):
    if flag:
        def h():
            return "yes"
    else:
        h = lambda: "no"
    return h()


print(conditional(True), conditional(False))


def fact(n):
    return n * fact(n - 1) if n else 1


saved, fact = fact, lambda n: 100
print(saved(5))
print((lambda s: s(s, 5))(lambda s, n: 1 if n == 0 else n * s(s, n - 1)))


def many(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0=0, b1=1, b2=2, *r, c0, c1=1, **k):
    return a9 + b2 + len(r) + c0 + len(k)


print(many(*range(10), c0=5), many(*range(20), c0=5, z=1, y=2))
