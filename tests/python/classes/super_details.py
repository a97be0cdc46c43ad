class A:
    attr = "A attr"

    @property
    def p(self):
        return "A.p"

    @staticmethod
    def s():
        return "A.s"

    def m(self):
        return "A.m"

    def __getitem__(self, k):
        return ("A item", k)

    def __len__(self):
        return 5


class B(A):
    attr = "B attr"

    @property
    def p(self):
        return super().p + " B.p"

    @staticmethod
    def s():
        return super(B, B).s() + " B.s"

    def m(self):
        f = lambda: super(B, self).m()
        return f() + [super(B, self).m() for _ in [0]][0]

    def direct(self):
        return super().attr, super().__getitem__(1), super().__len__()

    def __getitem__(self, k):
        return super().__getitem__(k * 2)

    def nested(self):
        def inner():
            return super(__class__, self).m()
        return inner()

    def broken(self):
        return super()[0]

    def rebound(self):
        self2 = self
        self = 5
        return super().m()

    def listed(self):
        return [super().m for _ in range(1)]

    def deleted(self):
        del self
        return super().m()

    @classmethod
    def c(cls):
        return super().attr, super().__name__ if hasattr(super(), "__name__") else "no name"

    def set(self):
        super().new = 5


b = B()
print(b.p, b.s(), b.m(), b.direct(), b[2], b.nested(), b.c())
for f in (b.broken, b.rebound, b.listed, b.deleted, b.set):
    try:
        print(f.__name__, f())
    except (TypeError, RuntimeError, AttributeError) as e:
        print(f.__name__, type(e).__name__, str(e).split(" at 0x")[0])
s = super(B, b)
print(s.__thisclass__.__name__, s.__self__ is b, s.__self_class__.__name__, s.m(), type(s).__name__)
u = super(B)
print(u.__self__, u.__get__(b).m())
for text in ("super(5)", "super(A, 5)", "super(B, A)", "super(B, A())", "super(1, 2, 3)", "super(A, B).m"):
    try:
        eval(text)
        print(text, "ok")
    except (TypeError, AttributeError) as e:
        print(text, "->", e)


def free():
    return super().x


class NoFirst:
    def f():
        return super().x


for f in (free, NoFirst.f):
    try:
        f()
    except RuntimeError as e:
        print(e)
