class P:
    __slots__ = ("x", "y")

    def __init__(self, x):
        self.x = x


p = P(1)
print(p.x, hasattr(p, "y"), hasattr(p, "__dict__"), P.__slots__)
p.y = 2
del p.x
for text in ("p.x", "p.z = 1", "del p.x", "p.__dict__", "del p.z", "p.z"):
    try:
        exec(text)
    except AttributeError as e:
        print(text, "->", e)
print(type(P.x).__name__, P.x.__name__, P.x.__get__(p, P) if hasattr(p, "x") else "unset", P.y.__get__(p), P.__dict__["y"].__objclass__ is P)


class Q(P):
    __slots__ = "z"


class R(P):
    pass


class S:
    __slots__ = ("a", "__dict__", "__weakref__")


q, r, s = Q(5), R(6), S()
q.z = 7
r.anything = 8
s.a, s.b = 1, 2
print(q.x, q.z, hasattr(q, "__dict__"), r.__dict__, s.__dict__, s.a)
for source in ("__slots__ = ('1a',)", "__slots__ = (1,)", "__slots__ = 'a'; a = 1", "__slots__ = ('__dict__', '__dict__')", "__slots__ = 5", "__slots__ = ('__weakref__', '__weakref__')"):
    try:
        exec("class T:\n    " + source)
    except (TypeError, ValueError) as e:
        print(source, "->", type(e).__name__, e)
for source in ("class T(int): __slots__ = 'a'", "class T(tuple): __slots__ = ('a',)", "class T(bytes): __slots__ = ('a',)", "class T(P, S): pass", "class T(S): __slots__ = '__dict__'"):
    try:
        exec(source)
        print(source, "ok")
    except TypeError as e:
        print(source, "->", e)


class M:
    __slots__ = {"k": "documented"}


class Priv:
    __slots__ = ("__v",)

    def __init__(self):
        self.__v = 3


print(M.k.__doc__, Priv()._Priv__v, sorted(n for n in dir(Priv) if "v" in n.lower() and "Priv" in n))
try:
    P.y = 5
    P(1).y = 2
except AttributeError as e:
    print(e)
