class A:
    def __new__(cls, *args, **kw):
        print("new", cls.__name__, args, kw)
        return super().__new__(cls)

    def __init__(self, *args, **kw):
        print("init", args, kw)


A(1, x=2)


class NotMine:
    def __new__(cls):
        return 5

    def __init__(self):
        print("never")


print(NotMine())


class BadInit:
    def __init__(self):
        return 5


class OnlyNew:
    def __new__(cls, v):
        self = object.__new__(cls)
        self.v = v
        return self


class OnlyInit:
    def __init__(self, v):
        self.v = v


print(OnlyNew(3).v, OnlyInit(4).v)
for text in ("BadInit()", "OnlyNew()", "OnlyInit()", "object.__new__(A, 1)", "object(1)", "OnlyInit.__new__(OnlyInit, 5).v", "type('E', (), {})(1)", "object().__init__(1)", "int.__new__(A)", "object.__new__(1)"):
    try:
        eval(text)
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class Even(int):
    def __new__(cls, v):
        return super().__new__(cls, v * 2)

    def __add__(self, other):
        return Even(int(self) + int(other))

    def __repr__(self):
        return f"Even({int(self)})"


e = Even(5)
print(e, e + 1, e - 1, type(e - 1).__name__, isinstance(e, int), e == 10, hash(e) == hash(10), [0] * Even(1), f"{e}", "%d" % e)


class Pool:
    cache = {}

    def __new__(cls, k):
        if k not in cls.cache:
            cls.cache[k] = super().__new__(cls)
        return cls.cache[k]

    def __init__(self, k):
        self.inits = getattr(self, "inits", 0) + 1


print(Pool(1) is Pool(1), Pool(1).inits, Pool(2).inits)


class F(float):
    def __init__(self, v, unit):
        self.unit = unit

    def __new__(cls, v, unit):
        return float.__new__(cls, v)


f = F(2.5, "m")
print(f, f.unit, f * 2, type(f * 2).__name__)
