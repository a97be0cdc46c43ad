class Default(dict):
    def __missing__(self, key):
        print("missing", key)
        self[key] = value = len(key)
        return value


d = Default(a=0)
print(d["a"], d["hello"], d["hello"], d.get("zz"), "zz" in d, d)


class Upper(dict):
    def __setitem__(self, k, v):
        print("set", k)
        super().__setitem__(k.upper(), v)

    def __getitem__(self, k):
        return super().__getitem__(k.upper())

    def __delitem__(self, k):
        print("del", k)
        super().__delitem__(k.upper())

    def __contains__(self, k):
        return super().__contains__(k.upper())


u = Upper(x=1)
u["key"] = 2
print(u, u["key"], "KeY" in u, u.get("key"), u.get("KEY"), len(u))
del u["key"]
u.update(y=3)
u.setdefault("z", 4)
print(u, {**u}, dict(u), isinstance(u, dict), u == {"x": 1, "y": 3, "z": 4}, type(u.copy()).__name__, type(u | {}).__name__)


class Attr(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


a = Attr(p=1)
a.q = 2
print(a.p, a["q"], a)
try:
    a.nope
except KeyError as e:
    print("KeyError", e)


class Raises(dict):
    def __missing__(self, key):
        raise LookupError("custom " + key)


try:
    Raises()["k"]
except LookupError as e:
    print(type(e).__name__, e)
try:
    Default.fromkeys([1])["x"]
except TypeError as e:
    print(e)
print(Default.fromkeys("ab", 1), type(Default.fromkeys("a")).__name__)
print("%(name)s %(a)s" % Default(a=1))
