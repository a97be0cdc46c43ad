import copy


class Node:
    def __init__(self, v):
        self.v, self.links = v, []

    def __repr__(self):
        return f"N{self.v}"


a, b = Node(1), Node(2)
a.links += [b, a]
b.links.append(a)
c = copy.deepcopy(a)
print(c, c is a, c.links, c.links[1] is c, c.links[0].links[0] is c, c.links[0] is b)
s = copy.copy(a)
print(s.links is a.links, s.v)
data = {"list": [1, [2]], "tuple": (1, [2]), "set": {1}, "nested": {"k": [3]}}
d = copy.deepcopy(data)
data["list"][1].append("changed")
data["nested"]["k"].append("changed")
print(d, d["tuple"] is data["tuple"], copy.deepcopy((1, "a")) is not None)
t = (1, 2)
print(copy.deepcopy(t) is t, copy.deepcopy((1, [])) == (1, []), copy.copy([1]) == [1], copy.copy({1}) == {1}, copy.copy(bytearray(b"a")), copy.deepcopy(bytearray(b"a")))


class WithMemo:
    def __init__(self, x):
        self.x = x

    def __deepcopy__(self, memo):
        new = WithMemo(copy.deepcopy(self.x, memo))
        memo[id(self)] = new
        return new


w = WithMemo([1])
l = copy.deepcopy([w, w])
print(l[0] is l[1], l[0] is w, l[0].x)


class Singleton:
    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


z = Singleton()
print(copy.copy(z) is z, copy.deepcopy([z])[0] is z)


class GetState:
    def __init__(self):
        self.keep, self.drop = 1, 2

    def __getstate__(self):
        return {"keep": self.keep, "from": "state"}


g = copy.copy(GetState())
print(vars(g))


class NewArgs(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    def __getnewargs__(self):
        return self[0], self[1]


n = copy.copy(NewArgs(1, 2))
print(n, type(n).__name__)


class Red:
    def __init__(self, a):
        self.a = a

    def __reduce_ex__(self, p):
        return Red, (self.a * 2,), {"extra": 5}, iter([]), iter([])


r = copy.copy(Red(4))
print(r.a, r.extra)


class ListLike(list):
    def __reduce__(self):
        return ListLike, (), {"tag": 1}, iter(self), None


q = copy.deepcopy(ListLike([1, [2]]))
print(q, q.tag, type(q).__name__)


class DictLike(dict):
    pass


m = DictLike(a=[1])
m.attr = 1
k = copy.deepcopy(m)
print(k, k.attr, type(k).__name__, k["a"] is m["a"])
for bad in ((x for x in ()), None):
    try:
        copy.deepcopy(bad)
        print("copied", bad)
    except TypeError as e:
        print(e)


class BadReduce:
    def __reduce_ex__(self, p):
        return 5


try:
    copy.copy(BadReduce())
except Exception as e:
    print(type(e).__name__, e)
f = lambda: 0
print(copy.copy(f) is f, copy.deepcopy(int) is int, copy.copy(slice(1)) == slice(1), copy.deepcopy(range(3)) == range(3), copy.copy(property()).__class__.__name__)
