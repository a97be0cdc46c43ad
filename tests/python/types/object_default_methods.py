class A:
    pass


a, b = A(), A()
print(a == a, a == b, a != b, hash(a) == hash(a), bool(a), a.__eq__(b), a.__ne__(a), a.__lt__(b), object() == object(), isinstance(hash(a), int))
print(repr(a).startswith("<__main__.A object at 0x"), str(a) == repr(a), f"{a}" == str(a), a.__class__ is A, a.__sizeof__() > 0, a.__dir__().__class__.__name__, a.__reduce_ex__(2)[0].__name__, a.__doc__, a.__module__)
print([n for n in dir(object())], len(dir(A)) - len(dir(object)), sorted(set(dir(A)) - set(dir(object))))
for text in ("object().x", "object().x = 1", "a.x", "del a.x", "a < b", "a()", "a[0]", "len(a)", "iter(a)", "a + b", "-a", "a in b", "int(a)", "float(a)", "a.__format__('x')", "a[0] = 1", "del a[0]", "with_a()", "next(a)", "abs(a)", "round(a)", "reversed(a)", "a @ b", "complex(a)", "hash(a) and 0", "divmod(a, b)", "a ** b", "range(a)", "bytes(a)", "str(a, 'x')", "a.__len__", "await_a", "setattr(a, '', 1)", "chr(a)", "'x' * a", "[1][a]", "sum(a)", "dict(a)", "list(a)", "a.__class__ = int", "a.__dict__ = 5", "del a.__dict__", "~a", "a >> 1"):
    try:
        r = exec(text) if " = " in text or text.startswith("del") else eval(text)
        print(text, "ok")
    except Exception as e:
        message = str(e).split(" at 0x")[0]
        print(text, "->", type(e).__name__, message)
a.x = 5
a.__dict__ = {"y": 6}
print(a.__dict__, hasattr(a, "x"), a.y)
