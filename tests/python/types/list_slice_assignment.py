# Assignment to slices of lists and of others, with bounds of every kind.
import traceback


def assign(items, start, stop, value):
    try:
        items[start:stop] = value
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return items


class Index:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


bounds = [None, 0, 1, -1, 3, 7, -9, 2**70, -(2**70), True, Index(2), 1.5, "x"]
for start in bounds:
    for stop in bounds:
        print(assign([1, 2, 3, 4, 5], start, stop, "ab"))
for value in ([], (), [9], (7, 8, 9), "xyz", {1: 2}, range(3), iter([4]), 5, None, (n for n in "pq")):
    print(assign(list(range(6)), 2, 4, value))

same = [1, 2, 3]
same[:] = same
same[1:] = same
same[:1] = same
print(same)
same[len(same) - 1:] = same[::-1]
print(same)
same[::2] = "abcd"[: len(same[::2])].ljust(len(same[::2]), "-")
print(same)
same[5:2] = ["in"]
print(same)


class Shrinking:
    def __init__(self, items):
        self.items = items

    def __iter__(self):
        yield 1
        self.items.clear()
        yield 2


items = list(range(10))
items[3:6] = Shrinking(items)
print(items)


class Recorder:
    def __setitem__(self, key, value):
        print(key, value)


recorder = Recorder()
recorder[1:2] = "a"
recorder[:] = "b"
recorder[::3] = "c"
recorder[(low := 4) : low + 1] = low
print(low)


class Sub(list):
    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)


sub = Sub("abc")
sub[1:] = "zz"
print(sub)
data = bytearray(b"abcdef")
data[1:3] = b"--!"
print(data)
text = memoryview(data)
text[0:2] = b"XY"
print(data)
try:
    items[1:2] = 5
except TypeError:
    print(traceback.format_exc().splitlines()[-3:])
try:
    "abc"[1:2] = "x"
except TypeError as error:
    print(error)


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


noisy = [Noisy(name) for name in "abc"]
noisy[0:2] = [Noisy("d")]
print(len(noisy))
noisy[:] = []
