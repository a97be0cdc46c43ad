import copy


class P:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f"P({self.x})"


p = P([1, [2]])
s, d = copy.copy(p), copy.deepcopy(p)
p.x[1].append(3)
print(p, s, d, s.x is p.x, d.x is p.x)
a = [1, {"k": [2]}, (3, [4]), {5}]
c = copy.deepcopy(a)
print(c, c[1] is a[1], c[2] is a[2], copy.copy(a)[1] is a[1])
r = [1]
r.append(r)
rc = copy.deepcopy(r)
print(rc[1] is rc, rc is r, rc)
shared = [0]
two = copy.deepcopy([shared, shared])
print(two[0] is two[1], two[0] is shared)
for v in (1, "a", None, (1, 2), b"b", 1.5, frozenset([1]), int, len, range(3), ...):
    print(copy.copy(v) is v, copy.deepcopy(v) is v, end="; ")
print()


class Custom:
    def __copy__(self):
        return "shallow"

    def __deepcopy__(self, memo):
        return "deep", len(memo)


print(copy.copy(Custom()), copy.deepcopy(Custom()), copy.deepcopy([Custom()]))


class State:
    def __init__(self):
        self.a, self.b = 1, 2

    def __getstate__(self):
        return {"a": self.a}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.restored = True


st = copy.copy(State())
print(vars(st))


class Reduce:
    def __init__(self, *args):
        self.args = args

    def __reduce__(self):
        return (Reduce, ("from", "reduce"))


print(copy.copy(Reduce()).args, copy.deepcopy(Reduce()).args)


class L(list):
    pass


l = L([1, [2]])
l.tag = "t"
k = copy.deepcopy(l)
print(type(k).__name__, k, k.tag, k[1] is l[1])


class Slots:
    __slots__ = ("x", "y")


o = Slots()
o.x = [1]
o2 = copy.deepcopy(o)
print(o2.x, o2.x is o.x, hasattr(o2, "y"))
try:
    copy.copy(x for x in [])
except TypeError as e:
    print(e)
print(copy.deepcopy({1: p}).keys(), copy.copy({1: 2}), copy.copy({3}), copy.copy(bytearray(b"x")), copy.error.__name__)
