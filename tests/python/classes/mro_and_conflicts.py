class A:
    pass


class B(A):
    pass


class C(A):
    pass


class D(B, C):
    pass


class E(C, B):
    pass


def names(cls):
    return [c.__name__ for c in cls.__mro__]


print(names(D), names(E))
for source in ("class X(A, B): pass", "class X(D, E): pass", "class X(A, A): pass", "class X(object, A): pass", "class X(int, str): pass", "class X(1): pass", "class X(None): pass", "class X(len): pass", "class X(bool): pass", "class X(type(lambda: 0)): pass", "class X(range): pass", "class X(slice): pass", "class X('A'): pass", "class X(*5): pass", "class X(A, **{'metaclass': 3}): pass", "class X(type(len)): pass", "class X(dict, list): pass", "class X(type(x for x in ())): pass", "class X(memoryview): pass"):
    try:
        exec(source)
        print(source, "ok")
    except TypeError as e:
        print(source, "->", e)


class O:
    pass


class P(O):
    pass


class Q(O):
    pass


class R(P, Q):
    pass


class S(Q):
    pass


class T(R, S):
    pass


print(names(T))


class Base:
    def f(self):
        return ["Base"]


class L(Base):
    def f(self):
        return ["L"] + super().f()


class M(Base):
    def f(self):
        return ["M"] + super().f()


class N(L, M):
    def f(self):
        return ["N"] + super().f()


print(N().f(), L().f())
L.__bases__ = (M,)
print(names(L), L().f())
try:
    Base.__bases__ = (N,)
except TypeError as e:
    print(e)


class Mixin:
    def __mro_entries__(self, bases):
        return (Base,)


class U(Mixin()):
    pass


print(names(U), U.__orig_bases__[0].__class__.__name__)
