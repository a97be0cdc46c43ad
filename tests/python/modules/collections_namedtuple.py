from collections import namedtuple
P = namedtuple("P", "x y")
p = P(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._fields, p._asdict(), p._replace(x=9), P._make([3, 4]), len(p), [*p], hash(p) == hash((1, 2)), p + (3,), isinstance(p, tuple), P.__name__, P.__doc__, P.x.__doc__)
Q = namedtuple("Q", ["a", "b", "c"], defaults=[10, 20])
print(Q(1), Q(1, 2), Q._field_defaults, Q(1, c=5), Q.__match_args__)
R = namedtuple("R", "a, b, class, a, _x, 1z", rename=True)
print(R._fields, R(*range(6)))
for text in ("P(1)", "P(1, 2, 3)", "P(1, x=2)", "p._replace(z=1)", "P._make([1])", "namedtuple('X', 'a a')", "namedtuple('X', 'class')", "namedtuple('X', '_a')", "namedtuple('X', '1a')", "namedtuple('for', 'a')", "namedtuple('X', 'a', defaults=[1, 2])", "namedtuple('X', 5)", "p.z", "setattr(p, 'x', 5)", "namedtuple('X', 'a b', bad=1)", "P(z=1)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class Point(namedtuple("Base", "x y")):
    __slots__ = ()

    @property
    def norm2(self):
        return self.x ** 2 + self.y ** 2

    def __add__(self, o):
        return Point(self.x + o.x, self.y + o.y)


a = Point(3, 4)
print(a, a.norm2, a + a, a._replace(x=0), type(a._replace(x=0)).__name__, hasattr(a, "__dict__"))
x, y = a
print(x, y, max(Point(1, 5), Point(2, 0)), sorted([P(2, 1), P(1, 9)]), {P(1, 2): "k"}[1, 2], P.__mro__[1].__name__, "%s-%s" % p, "{0.x} {0[1]}".format(p))
match p:
    case P(x, y):
        print("matched", x, y)
E = namedtuple("E", "")
print(E(), E._fields, namedtuple("M", "a", module="mod").__module__, P.__module__, p.__getnewargs__(), repr(P.x).split("(")[0])
import copy
print(copy.copy(p), copy.deepcopy(P([1], 2)), p.count(1), p.index(2), p.__class__.__name__)
