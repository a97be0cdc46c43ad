class Evil:
    def __init__(self, d, action):
        self.d, self.action = d, action

    def __hash__(self):
        return 1

    def __eq__(self, other):
        if self.action == "clear":
            self.d.clear()
        elif self.action == "grow":
            for i in range(100):
                self.d[f"x{i}"] = i
        elif self.action == "raise":
            raise ValueError("eq raised")
        return False


for action in ("clear", "grow", "raise"):
    d = {1: "one"}
    try:
        print(action, d.get(Evil(d, action)), len(d))
    except ValueError as e:
        print(action, e)
    d = {1: "one", 2: "two"}
    try:
        d[Evil(d, action)] = 5
        print(action, len(d) in (1, 103))
    except ValueError as e:
        print(action, e)
    d = {1: "one"}
    try:
        print(action, Evil(d, action) in d)
    except ValueError as e:
        print(action, e)
d = {i: i for i in range(10)}
out = []
it = iter(d)
for k in it:
    out.append(k)
    if k == 5:
        break
del d[0]
try:
    next(it)
except RuntimeError as e:
    print(e)
d = {"a": 1}
for k in list(d):
    d[k + k] = 1
print(d)
d = {1: 1, 2: 2}
try:
    for k in d:
        del d[k]
        d[k + 10] = k
except RuntimeError as e:
    print(e)
s = {1, 2, 3}
try:
    for x in s:
        s.discard(x)
        s.add(x + 10)
except RuntimeError as e:
    print(e)
class K:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return 0
    def __eq__(self, o):
        return isinstance(o, K) and self.n == o.n
d = {K(i): i for i in range(50)}
print(len(d), d[K(30)], sum(d.values()), K(50) in d)
for i in range(0, 50, 2):
    del d[K(i)]
print(len(d), d.get(K(2)), d[K(3)], list(d.values())[:3])
e = {}
e.update((k, k) for k in range(5))
try:
    e.update((k, 1 // (k - 7)) for k in range(5, 10))
except ZeroDivisionError:
    print(e)
class Map:
    def keys(self):
        return iter(["p", "q"])
    def __getitem__(self, k):
        if k == "q":
            raise KeyError("from mapping")
        return k
try:
    e.update(Map())
except KeyError as err:
    print(err, e)
