from collections import ChainMap, UserDict, UserList, UserString
c = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(c["a"], c["b"], dict(c), len(c), list(c), c.maps, "z" in c, c.get("z", 0), c.new_child({"a": 0})["a"], c.parents, c)
c["new"] = 5
c["b"] = 9
print(c.maps, c.pop("new"))
for text in ("c['zz']", "c.pop('zz')", "c.pop('q')", "ChainMap().popitem()", "c.__delitem__('q')"):
    try:
        print(eval(text))
    except KeyError as e:
        print(text, "->", e)
print(c | {"x": 1}, ChainMap().maps, c.copy() == c, bool(ChainMap({})), c.setdefault("s", 7), list(c.items()), list(reversed(list(c))))


class D(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)


d = D(a=1)
d.update({"b": 2})
d["c"] = 3
print(d, d.data, "A" in d, len(d), d | {"q": 1}, dict(d), d.copy(), isinstance(d, dict), d.pop("A"), d.setdefault("Z", 5))


class Missing(UserDict):
    def __missing__(self, k):
        return k * 2


print(Missing()["ab"])
l = UserList([3, 1, 2])
l.append(4)
l.sort()
print(l, l[1:3], type(l[1:3]).__name__, l + [5], [0] + l, l * 2, l.data, len(l), 3 in l, l.index(3), l.pop(), l == [1, 2, 3], l < [2], sorted(l, reverse=True), l.copy(), l.count(1))
l += [9]
l.extend(UserList("a"))
l[0] = 100
del l[1]
print(l)
s = UserString("hello")
print(s, s.upper(), type(s.upper()).__name__, s + " world", s[1:3], len(s), "ell" in s, s == "hello", s.replace("l", "L"), s * 2, s.split("l"), hash(s) == hash("hello"), s.data, int(UserString("5")), s.startswith("he"), "%s" % s, s.encode(), s.center(9, "*"), s < "z", s.isalpha())
