def f(a, b, c=3, *, d, e=5):
    return a


def p(a, b, /, c):
    return a


def n():
    pass


def k(*, x, y, z):
    pass


def attempt(text):
    try:
        print(eval(text))
    except TypeError as e:
        print(text, "->", e)


for text in ("f()", "f(1)", "f(1, 2)", "f(1, 2, 3, 4, d=1)", "f(1, 2, d=1, a=1)", "f(1, 2, d=1, q=1)",
             "p(1)", "p(1, b=2, c=3)", "p(a=1, b=2, c=3)", "p(1, 2, 3, 4)", "p(1, 2)", "n(1)", "n(1, 2)", "n(x=1)",
             "k()", "k(x=1)", "k(1, 2, x=1, y=2, z=3)", "k(1)", "f(*5)", "f(**5)", "f(*[1, 2], a=3, d=1)",
             "f(1, **{'a': 2})", "f(**{1: 2})", "(lambda x: x)()", "(lambda x: x)(1, 2)", "(lambda *, x: x)(3)",
             "5()", "'abc'()", "None()", "[](1)", "f(1, 2, d=1, **{'d': 3})",
             "print(*1)", "len()", "len(1, 2)", "len([], x=1)", "abs()", "n(**None)"):
    attempt(text)


class C:
    def m(self, a):
        pass

    @staticmethod
    def s(a):
        pass

    @classmethod
    def c(cls, a):
        pass


for text in ("C().m()", "C.m()", "C().m(1, 2)", "C.s()", "C.c()", "C().c(1, 2)", "C(1)", "C(x=1)"):
    attempt(text)
