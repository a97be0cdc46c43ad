class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *rest, scale=1):
        return (x + self.n + sum(rest)) * scale


add = Adder(10)
print(add(1), add(1, 2, 3), add(1, scale=2), callable(add), list(map(add, [1, 2])), sorted([3, 1], key=Adder(0)))
for text in ("add()", "add(1, bad=2)", "object()()", "Adder()", "add.n()", "add.n(3)"):
    try:
        eval(text)
    except TypeError as e:
        print(text, "->", e)
add.__call__ = lambda x: "instance attribute is ignored"
print(add(5))


class Chain:
    def __init__(self, path=""):
        self.path = path

    def __getattr__(self, name):
        return Chain(self.path + "." + name)

    def __call__(self, *args):
        return Chain(self.path + repr(args))

    def __str__(self):
        return self.path


print(Chain().a.b(1, 2).c())


class Memo:
    def __init__(self, f):
        self.f, self.seen = f, {}

    def __call__(self, n):
        if n not in self.seen:
            self.seen[n] = self.f(n)
        return self.seen[n]


@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.seen))


class Deco:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, owner):
        return lambda *a: self.f(obj, *a)


class T:
    @Deco
    def m(self, x):
        return (type(self).__name__, x)


print(T().m(3))


class CallIsClass:
    __call__ = int


class CallIsNone:
    __call__ = None


print(CallIsClass()("12"), callable(CallIsNone()))
try:
    CallIsNone()()
except TypeError as e:
    print(e)
