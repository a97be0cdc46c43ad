n = 1


class A:
    n = n + 1
    m = n * 10
    f = lambda self: n
    g = [i for i in range(n)]
    try:
        h = [n for _ in range(2)]
    finally:
        pass

    class B:
        inner = n

    def method(self, n=n):
        return n, __class__


print(A.n, A.m, A().f(), A.g, A.h, A.B.inner, A().method())


def func():
    v = "function"

    class L:
        v = v if False else "class"
        seen = v

        def get(self):
            return v
    return L


try:
    func()
except NameError as e:
    print(type(e).__name__, e)


def func2():
    v = "function"

    class L:
        w = v

        def get(self):
            return v
    return L


print(func2().w, func2()().get())


class Loop:
    for i in range(3):
        pass
    if i:
        kind = "if in class"
    del i
    print(sorted(k for k in locals() if not k.startswith("__")))


print(hasattr(Loop, "i"), Loop.kind)
