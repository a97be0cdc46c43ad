class Deck:
    def __init__(self, items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        print("getitem", i)
        return self.items[i]

    def __setitem__(self, i, v):
        print("setitem", i, v)
        self.items[i] = v

    def __delitem__(self, i):
        print("delitem", i)
        del self.items[i]

    def __contains__(self, x):
        print("contains", x)
        return x in self.items

    def __reversed__(self):
        return iter(self.items[::-1])


d = Deck("abcdef")
print(len(d), d[0], d[-1], d[1:3], d[::2])
d[0] = "X"
d[1:3] = "YZ"
del d[0], d[-1:]
print("Y" in d, "q" not in d, list(reversed(d)), bool(d), bool(Deck([])))


class Show:
    def __getitem__(self, key):
        return key


s = Show()
print(s[1], s[1:2], s[1:2:3], s[:], s[1, 2], s[1:2, ..., None], s[()], s["k"], s[-1:], s[::-1], s[(1, 2):3])


class Sequence:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError(i)
        return i * 10


print(list(Sequence()), 20 in Sequence(), 21 in Sequence(), tuple(Sequence()), max(Sequence()), [*Sequence()])
a, b, c = Sequence()
print(a, b, c)
for text in ("len(Show())", "Show()[0:1] + 1", "del Show()[0]", "reversed(Show())", "iter(5)", "object()[0]"):
    try:
        eval(text) if not text.startswith("del") else exec(text)
    except TypeError as e:
        print(e)
