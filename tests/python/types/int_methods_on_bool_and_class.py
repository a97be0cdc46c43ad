print(True.bit_length(), True.to_bytes(2, "big"), False.bit_count(), True.real, True.numerator, True.conjugate(), bool.from_bytes(b"\0\1", "big"), type(bool.from_bytes(b"\1", "big")).__name__, True.as_integer_ratio(), True.__add__(1), True.__and__(False), True.__and__(3), type(True.__and__(True)).__name__)
print(bool("x"), bool(), bool(0.0), bool(None), int(True), float(False), complex(True), str(True), repr(False), f"{True:d} {True:5} {True!r:>6} {True:x}", "%d %s" % (True, True), hash(True), True == 1.0, True is not 1.0)
for name in ("__add__", "__sub__", "__mul__", "__floordiv__", "__mod__", "__and__", "__or__", "__xor__", "__lshift__", "__rshift__", "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__", "__truediv__", "__divmod__", "__pow__", "__radd__", "__rsub__", "__rmul__", "__rpow__", "__rfloordiv__", "__rmod__", "__rand__", "__rlshift__"):
    print(name, getattr(12, name)(5), getattr(12, name)(5.0), getattr(12, name)("x"), getattr(2 ** 70, name)(3) if "pow" not in name and "rlshift" not in name else "")
for name in ("__neg__", "__pos__", "__abs__", "__invert__", "__int__", "__float__", "__index__", "__bool__", "__hash__", "__str__", "__repr__", "__trunc__", "__floor__", "__ceil__", "__round__", "__sizeof__"):
    r = getattr(-7, name)()
    print(name, r if name != "__sizeof__" else r > 0)
print(int.__add__(1, 2), int.__new__(int, "5"), int.__eq__(1, 1.0), int.__format__(255, "x"), int.__getnewargs__(5), int.__doc__[:9], int.__name__, int.__mro__, sorted(n for n in vars(int) if not n.startswith("_")))
for text in ("int.__add__(1)", "int.__add__('a', 1)", "int.__new__()", "int.__new__(str)", "int.__new__(5)", "(1).__add__()", "(1).__format__()", "(1).__round__(1, 2)", "(1).__pow__()", "int.__neg__()", "int.__neg__('a')", "bool.__new__(int)", "bool.__and__(1, 'a')", "int.from_bytes(b'', byteorder='big', signed=1, x=2)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
