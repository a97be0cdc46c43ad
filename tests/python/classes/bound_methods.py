class A:
    def __init__(self, n):
        self.n = n

    def get(self, k=0):
        """doc of get"""
        return self.n + k


a, b = A(1), A(2)
m = a.get
print(m(), m(5), m.__self__ is a, m.__func__ is A.get, m.__name__, m.__qualname__, m.__doc__, m.__module__)
print(a.get == a.get, a.get == b.get, a.get is a.get, hash(a.get) == hash(a.get), {a.get: 1}[a.get])
fs = [x.get for x in (a, b)]
a.n = 100
print([f() for f in fs], list(map(A.get, (a, b))), sorted([b, a], key=A.get)[0].n)
try:
    m.attr = 1
except AttributeError as e:
    print(e)
A.get.attr = "on function"
print(m.attr)
try:
    A.get()
except TypeError as e:
    print(e)
print(A.get("not an A".__class__("zz")) if hasattr(str, "n") else "no n")
import types
a.extra = types.MethodType(lambda self, x: (self.n, x), a)
print(a.extra(3), type(a.extra).__name__)
try:
    types.MethodType(5, a)
except TypeError as e:
    print(e)
print([].append.__name__, [].append.__self__, str.upper.__name__, "abc".upper.__self__, type("a".join).__name__, len.__self__.__name__, len.__name__, len.__module__)
x = []
add = x.append
add(1)
add(2)
print(x, [1, 2].index == [1, 2].index, x.append == x.append, "a".upper() == str.upper("a"))
for text in ("str.upper(5)", "list.append({}, 1)", "dict.get([], 1)", "int.__add__('a', 1)", "str.join()"):
    try:
        eval(text)
    except TypeError as e:
        print(text, "->", e)
print(repr(str.upper), repr(int.__add__), repr(len), repr(A.get).split(" at ")[0], repr(m).split(" object at ")[0])
print((5).__add__(3), int.__add__(5, 3), (5).__class__.__name__, list.__len__([1, 2]), object.__str__(5), type.__repr__(A))
