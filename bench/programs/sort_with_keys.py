"""The list sort with keys, of strings, tuples and floats, of ordered and disordered data."""


class Record:
    def __init__(self, name, age, score):
        self.name = name
        self.age = age
        self.score = score

    def __lt__(self, other):
        return self.score < other.score


def records(n):
    x = 5
    out = []
    for i in range(n):
        x = (x * 16807) % 2147483647
        out.append(Record(f"name{x % 9973}", x % 90, x / 7))
    return out


def checksum(items):
    c = 0
    for i, r in enumerate(items):
        c = (c * 31 + r.age * i) % 1000003
    return c


data = records(90000)
a = sorted(data, key=lambda r: r.name)
b = sorted(data, key=lambda r: (r.age, r.name))
c = sorted(data, key=lambda r: r.score, reverse=True)
d = sorted(data[:40000])
words = [r.name for r in data]
words.sort()
words.sort(key=len)
floats = sorted([r.score for r in data])
floats.sort(reverse=True)
print(checksum(a), checksum(b), checksum(c), checksum(d), words[0], words[-1], floats[0] > floats[-1])
