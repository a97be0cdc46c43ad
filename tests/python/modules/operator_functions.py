import operator as op
print(op.add(1, 2), op.sub(5, 3), op.mul(3, 4), op.truediv(7, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 5), op.neg(3), op.pos(3), op.abs(-3), op.invert(5), op.inv(5), op.lshift(1, 3), op.rshift(8, 2), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.not_(0), op.truth([]), op.is_(None, None), op.is_not(1, None), op.index(True))
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 1.0), op.ne(1, 2), op.ge(1, 2), op.gt(2, 1), op.concat([1], [2]), op.contains([1, 2], 2), op.countOf([1, 2, 1], 1), op.indexOf([5, 6], 6), op.getitem({"a": 1}, "a"), op.length_hint([1, 2]), op.length_hint(iter([1])), op.length_hint(5, 7), op.call(max, 3, 9))
x = [1, 2, 3]
op.setitem(x, 0, 10)
op.delitem(x, 1)
print(x, op.iadd(x, [4]), x, op.iadd(1, 2), op.imul([1], 2), op.iconcat([1], [2]), op.isub(5, 3), op.ior({1: 2}, {3: 4}), op.ifloordiv(7, 2), op.ilshift(1, 4), op.iand(6, 3), op.ipow(2, 3), op.itruediv(1, 2), op.imod(7, 4), op.ixor(5, 1), op.irshift(16, 2))
g = op.itemgetter(1)
print(g("abc"), op.itemgetter(0, 2)([5, 6, 7]), op.itemgetter("k")({"k": 1}), op.itemgetter(slice(1, 3))("abcd"), repr(g), repr(op.itemgetter(1, "a")))


class C:
    def __init__(self):
        self.x = 5
        self.child = self

    def m(self, *a, **k):
        return a, k


c = C()
print(op.attrgetter("x")(c), op.attrgetter("x", "child.x")(c), op.attrgetter("child.child.x")(c), op.methodcaller("m", 1, k=2)(c), op.methodcaller("upper")("abc"), repr(op.attrgetter("a.b")), repr(op.methodcaller("f", 1, x=2)), sorted([(2, "a"), (1, "b")], key=op.itemgetter(1, 0)))
for text in ("op.add(1, 'a')", "op.add(1)", "op.itemgetter()", "op.itemgetter(5)('abc')", "op.attrgetter()", "op.attrgetter(5)", "op.attrgetter('nope')(1)", "op.methodcaller()", "op.methodcaller(5)", "op.methodcaller('nope')(1)", "op.indexOf([1], 5)", "op.concat(1, 2)", "op.index(1.5)", "op.length_hint(5, 'a')", "op.countOf(5, 1)", "op.contains(5, 1)", "op.matmul(1, 2)", "op.getitem([1], 5)", "op.call()", "op.call(5)", "op.itemgetter(1)()", "op.iconcat(1, [2])"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print(sorted(n for n in dir(op) if not n.startswith("_")))
