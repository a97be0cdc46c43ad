def set_all():
    global g1, g2
    g1, g2 = 1, 2
    global G
    class G:
        pass
    global gf
    def gf():
        return "gf"
    global math
    import math
    for gl in (1,):
        pass
    global loop
    for loop in range(3):
        pass
    global exc
    try:
        1 / 0
    except ZeroDivisionError as exc:
        pass
    global wf
    with open("x.txt", "w") as wf:
        wf.write("1")
    global walrus
    (walrus := 5)


set_all()
print(g1, g2, G.__name__, G.__qualname__, gf(), gf.__qualname__, math.floor(2.5), loop, "exc" in globals(), wf.closed, walrus)


def inner_global():
    x = "enclosing"

    def f():
        global x
        x = "global"

        def h():
            return x
        return h()
    r = f()
    return r, x


print(inner_global(), x)


class C:
    global from_class
    from_class = 10
    own = 20


print(from_class, hasattr(C, "from_class"), C.own)


def del_global():
    global g1
    del g1


del_global()
print("g1" in globals())


def nonlocal_chain():
    a = 1

    def one():
        def two():
            nonlocal a
            a += 1

            def three():
                nonlocal a
                a *= 10
            three()
        two()
    one()
    return a


print(nonlocal_chain())


def nonlocal_in_class():
    v = 1

    class K:
        nonlocal v
        v = 2
        w = v
    return v, K.w, hasattr(K, "v")


print(nonlocal_in_class())


def comp_scope():
    n = 5
    return [n + i for i in range(2)], {(lambda: n + i)() for i in range(2)} == {5, 6}


print(comp_scope())


def aug():
    global counter
    counter += 1


counter = 0
aug()
aug()
print(counter)


def ann():
    global typed
    typed = 1
    print("typed" in globals())


ann()


def del_nonlocal():
    z = 1

    def f():
        nonlocal z
        del z
    f()
    try:
        return z
    except UnboundLocalError as e:
        return str(e)


print(del_nonlocal())
