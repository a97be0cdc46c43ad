class Stack(list):
    def push(self, x):
        self.append(x)
        return self

    def __repr__(self):
        return "Stack" + super().__repr__()

    def __getitem__(self, i):
        if i == "top":
            return super().__getitem__(-1)
        return super().__getitem__(i)


s = Stack([1, 2])
s.push(3).push(4)
print(s, s["top"], s[0], s[1:3], type(s[1:3]).__name__, len(s), isinstance(s, list), s == [1, 2, 3, 4])
print(type(s + [1]).__name__, type(s * 2).__name__, type(s.copy()).__name__, sorted(s, reverse=True), list(s), sum(s))
s.extra = "attr"
print(s.extra, s.__dict__)


class Logged(list):
    def append(self, x):
        print("append", x)
        super().append(x)

    def __setitem__(self, i, v):
        print("set", i, v)
        super().__setitem__(i, v)

    def __iter__(self):
        print("iter")
        return super().__iter__()

    def __len__(self):
        print("len")
        return super().__len__()

    def __contains__(self, x):
        print("contains", x)
        return super().__contains__(x)


g = Logged([1])
g.append(2)
g[0] = 5
g.extend([7])
g += [8]
print([x for x in g], 5 in g, bool(g), g.index(7))
a, *b = g
print(a, b, [*g], tuple(g))


class Init(list):
    def __init__(self, *args):
        super().__init__(args)


print(Init(1, 2, 3), Init(), Init.__mro__[1].__name__, Init(1) < Init(2), hash is Init.__hash__, Init.__hash__)
