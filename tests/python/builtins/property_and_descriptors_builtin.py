class C:
    def __init__(self):
        self._x = 1
    x = property(lambda s: s._x, lambda s, v: setattr(s, "_x", v), lambda s: delattr(s, "_x"), "doc x")


c = C()
c.x = 5
print(c.x, C.x.__doc__, C.__dict__["x"].fget(c), type(C.x))
del c.x
try:
    c.x
except AttributeError as e:
    print(e)
p = property()
q = p.getter(lambda s: "got").setter(lambda s, v: None).deleter(lambda s: None)
print(p.fget, q.fget is not None, q.fset is not None, q.fdel is not None)
print(int.__dict__["real"].__get__(5), int.__dict__["__add__"].__get__(5)(3), str.__dict__["upper"].__get__("abc")(), list.__dict__["append"].__name__, dict.__dict__["fromkeys"].__get__(None, dict)("ab"), type.__dict__["__mro__"].__get__(int)[0])
for text in ("int.__dict__['real'].__get__('a')", "str.__dict__['upper'].__get__(5)", "int.__dict__['real'].__set__(5, 1)", "str.__dict__['upper'](5)", "property().__get__(1)", "property().__set__(1, 2)", "property().__delete__(1)", "dict.__dict__['fromkeys'].__get__(None, int)"):
    try:
        print(eval(text))
    except (TypeError, AttributeError) as e:
        print(text, "->", type(e).__name__, e)
print(repr(int.__dict__["real"]), repr(str.__dict__["upper"]), repr(int.__dict__["__add__"]), repr(dict.__dict__["fromkeys"]), repr(type.__dict__["mro"]), repr(C.__dict__["__dict__"]), repr(C.__dict__["__weakref__"]), type(int.__dict__["__new__"]))
print(classmethod(lambda c: c.__name__).__get__(None, int)(), staticmethod(len).__get__(5)("ab"), staticmethod(len)("abc"), callable(staticmethod(len)), callable(classmethod(len)), repr(staticmethod(len)), repr(classmethod(len)))
