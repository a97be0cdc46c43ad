class A:
    __slots__ = ("s",)
    c = 1

    @property
    def ro(self):
        return 1

    def m(self):
        pass


a = A()
import math
cases = ["a.x", "a.s", "A.x", "a.x = 1", "a.ro = 1", "del a.ro", "del a.s", "del a.c", "del A.x", "a.c = 2", "a.m = 1", "a.m.x = 1", "A.m.x", "None.x", "None.x = 1", "(1).x", "(1).x = 1", "(1).real = 2", "'s'.x", "[].x", "[].x = 1", "().x", "{}.x", "{1}.x", "int.x", "int.x = 1", "del int.real", "len.x", "len.x = 1", "math.x", "(lambda: 0).x", "(x for x in ()).x", "(x for x in ()).gi_frame = 1", "range(1).start = 2", "slice(1).start = 2", "object().x", "object().x = 1", "type.x", "type(a).x", "super(A, a).x", "super(A, a).x = 1", "a.__dict__", "a.__class__ = int", "A.__name__ = 5", "A.__dict__ = {}", "a.m.__self__ = 1", "property().fget = 1", "(1j).imag = 1", "Exception().args = 5", "ValueError.x", "ValueError().x", "a.__x", "print.__name__ = 'x'", "str.upper = 1", "del str.upper", "a.__doc__ = 1", "(1).__class__ = str", "type.__name__ = 'x'", "memoryview(b'').x", "b''.x", "frozenset().add", "range(1).x", "enumerate([]).x", "(1).__add__.x", "__builtins__.x", "NotImplemented.x", "(...).x", "classmethod(len).x", "staticmethod(len).x"]
for text in cases:
    try:
        exec(text)
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
