class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)
        object.__setattr__(self, "_log", [])

    def __getattr__(self, name):
        self._log.append("get " + name)
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        self._log.append("set " + name)
        setattr(self._target, name, value)

    def __delattr__(self, name):
        self._log.append("del " + name)
        delattr(self._target, name)

    def __call__(self, *a, **k):
        return self._target(*a, **k)

    def __getitem__(self, k):
        return self._target[k]

    def __iter__(self):
        return iter(self._target)

    def __len__(self):
        return len(self._target)

    def __eq__(self, o):
        return self._target == o

    def __bool__(self):
        return bool(self._target)

    def __str__(self):
        return "proxy of " + str(self._target)


class T:
    def __init__(self):
        self.a = 1

    def m(self, x):
        return (x, self.a)


t = T()
p = Proxy(t)
p.b = 5
p.a += 1
del p.b
print(p.m(3), t.a, hasattr(t, "b"), p._log)
l = Proxy([3, 1, 2])
l.append(0)
print(len(l), list(l), l[0], l == [3, 1, 2, 0], bool(Proxy([])), str(l), sorted(l), 2 in l, l.count(1), Proxy(len)("abc"), max(l))
for text in ("l + [1]", "-l", "l()", "p.missing", "l < l", "hash(l)", "l[0:1]", "int(l)", "del l[0]"):
    try:
        print(text, eval(text) if not text.startswith("del") else exec(text))
    except (TypeError, AttributeError) as e:
        print(text, "->", type(e).__name__, str(e).split(" at 0x")[0])
