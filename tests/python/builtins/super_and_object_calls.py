class A:
    def __init__(self, *a):
        self.a = a

    def __repr__(self):
        return f"A{self.a}"

    def __getattribute__(self, name):
        return super().__getattribute__(name)

    def __setattr__(self, n, v):
        super().__setattr__(n, v)

    def __eq__(self, o):
        return super().__eq__(o)

    def __hash__(self):
        return super().__hash__()

    def __str__(self):
        return "str:" + super().__str__()

    def __format__(self, s):
        return "fmt:" + super().__format__("")

    def __dir__(self):
        return [n for n in super().__dir__() if not n.startswith("__")]

    def __ne__(self, o):
        return super().__ne__(o)

    def __init_subclass__(cls, **k):
        super().__init_subclass__()
        cls.k = k

    def __reduce_ex__(self, p):
        return super().__reduce_ex__(p)

    def __sizeof__(self):
        return super().__sizeof__()


class B(A, x=1):
    def __new__(cls, *a):
        o = super().__new__(cls)
        o.early = True
        return o

    def __repr__(self):
        return "B" + super().__repr__()


a, b = A(1), B(2, 3)
print(a, repr(b), f"{a}", a == a, a == b, a != b, dir(b), B.k, b.early, hash(a) == hash(a), a.__sizeof__() > 0, object.__repr__(a).startswith("<__main__.A object at 0x"), object.__str__(a))
for text in ("object.__init__(a, 1)", "object.__new__(A, 1)", "object.__new__(B)", "object.__eq__(a, a)", "object.__eq__(a, b)", "object.__lt__(a, b)", "object.__ne__(a, a)", "object.__format__(a, 'x')", "object.__setattr__(a, 'q', 1)", "object.__getattribute__(a, 'q')", "object.__delattr__(a, 'q')", "object.__getattribute__(a, 'zz')", "object.__setattr__(5, 'q', 1)", "object.__init_subclass__(x=1)", "object.__subclasshook__(int)", "object().__init__()", "object().__init__(1)", "object.__hash__([]) > 0", "object.__dir__(5)[:0]", "object.__bool__", "object.__reduce__(5)[0].__name__", "object.__new__(list)", "object.__new__(type)", "list.__new__(A)", "type.__call__(A, 5)", "type.__new__(type, 'N', (), {})", "type.__init__(A, 1)", "object.__class__", "type.__repr__(A)", "type.mro(B)", "type.__subclasses__(A)", "type.__prepare__()", "type.__instancecheck__(A, b)", "type.__subclasscheck__(A, B)", "type.__setattr__(A, 'set', 5)", "A.set", "type.__getattribute__(A, 'set')", "type.__setattr__(int, 'x', 1)", "object.__setattr__(A, 'x', 1)", "type.__delattr__(A, 'set')", "int.__new__(bool, 1)", "tuple.__new__(list)", "dict.__new__(dict)", "Exception.__new__(ValueError, 'x')"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, str(e).split(" at 0x")[0])
