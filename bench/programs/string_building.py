"""Strings built piece by piece, joined, formatted and repeated."""


def append(n):
    s = ""
    for i in range(n):
        s += "abcdefgh"[i % 8]
    return s


def join(n):
    return "".join([str(i) for i in range(n)])


def formatted(n):
    out = []
    for i in range(n):
        out.append(f"{i:05d}:{i * 0.5:.2f};")
    return "".join(out)


def percent(n):
    return ",".join("%d=%s" % (i, hex(i)) for i in range(n))


def reverse_words(text):
    return " ".join(word[::-1] for word in text.split(" "))


class Attribute:
    def __init__(self):
        self.text = ""

    def add(self, s):
        self.text += s


a = append(2000000)
b = join(400000)
c = formatted(250000)
d = percent(300000)
o = Attribute()
for i in range(20000):
    o.add("xy")
e = reverse_words("the quick brown fox " * 10000)
print(len(a), len(b), len(c), len(d), len(o.text), len(e), hash(a) == hash("abcdefgh" * 250000), b[1000:1010], c[-20:], e[:10])
