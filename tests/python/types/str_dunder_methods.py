s = "héllo"
print(s.__len__(), s.__getitem__(1), s.__contains__("l"), s.__add__("x"), s.__mul__(2), s.__rmul__(2), s.__eq__("héllo"), s.__eq__(5), s.__ne__("a"), s.__lt__("z"), s.__ge__("a"), s.__le__(1), s.__str__(), s.__repr__(), s.__format__(">7"), s.__mod__(()), s.__rmod__("%s"), s.__hash__() == hash(s), s.__iter__().__next__(), s.__getnewargs__(), s.__sizeof__() > 0, s.__class__, s.__doc__[:6])
print("%d" .__mod__(5), "a".__rmod__(5), str.__add__("a", "b"), str.__len__("abc"), str.upper("abc"), str.join(",", "ab"), str.__new__(str, 5), str.__contains__("abc", "b"), sorted(n for n in vars(str) if not n.startswith("_")))
l = [1, 2]
print(l.__len__(), l.__getitem__(0), l.__contains__(2), l.__add__([3]), l.__mul__(2), l.__rmul__(2), l.__eq__([1, 2]), l.__eq__(1), l.__lt__([2]), l.__iadd__([9]), l.__imul__(2), l.__setitem__(0, 5), l.__delitem__(1), l, l.__reversed__().__next__(), l.__repr__(), l.__hash__, l.__init__([7]), l, l.__sizeof__() > 0)
d = {"a": 1}
print(d.__len__(), d.__getitem__("a"), d.__contains__("a"), d.__setitem__("b", 2), d.__delitem__("a"), d, d.__eq__({"b": 2}), d.__or__({"c": 3}), d.__ror__({"z": 0}), d.__ior__({"q": 1}), d.__iter__().__next__(), d.__reversed__().__next__(), d.__lt__({}), d.__hash__, d.__init__({"i": 1}), d, d.__class_getitem__(int))
t = (1, 2)
print(t.__len__(), t.__getitem__(-1), t.__add__((3,)), t.__mul__(2), t.__contains__(1), t.__hash__() == hash(t), t.__eq__([1, 2]), t.__lt__((2,)), t.__getnewargs__(), t.__iter__().__next__(), t.__repr__())
st = {1}
print(st.__and__({1, 2}), st.__or__({1}), st.__sub__({1}), st.__xor__({1}), st.__rand__({1}), st.__rsub__({1, 5}), st.__contains__(1), st.__le__({1}), st.__lt__({1}), st.__eq__({1}), st.__and__([1]), st.__ior__({1}), st.__iand__({1}), st.__len__(), st.__hash__)
f = 2.5
print(f.__add__(1), f.__radd__(1), f.__eq__(2.5), f.__lt__("a"), f.__divmod__(2), f.__rdivmod__(7), f.__pow__(2), f.__rpow__(2), f.__int__(), f.__float__(), f.__round__(), f.__round__(0), f.__bool__(), f.__neg__(), f.__abs__(), f.__format__(".3f"), f.__getnewargs__(), f.__trunc__(), f.__floor__(), f.__ceil__(), f.__hash__() == hash(f), f.__mod__(2), f.__floordiv__(2), f.__truediv__(0.5))
for text in ("s.__getitem__()", "s.__getitem__('a')", "s.__add__(1)", "s.__mul__('a')", "s.__mod__(1)", "l.__getitem__(10)", "l.__setitem__(10, 1)", "l.__add__(1)", "l.__init__(5)", "d.__getitem__('zz')", "d.__or__(5)", "d.__delitem__('zz')", "t.__add__([])", "st.__contains__([])", "f.__add__('a')", "f.__truediv__(0)", "f.__format__('d')", "s.__format__('d')", "s.__format__(5)", "l.__format__('x')", "object.__format__(1, 'x')", "None.__bool__(1)", "str.__len__(5)", "list.__len__({})"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
