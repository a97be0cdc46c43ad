it = iter([1, 2, 3])
print(next(it), next(it), next(it), next(it, "default"), next(it, None))
try:
    next(it)
except StopIteration as e:
    print("StopIteration", e.args)
values = [1, 2, 0, 5]
print(list(iter(lambda: values.pop(0), 0)), values)


class Reader:
    def __init__(self):
        self.n = 0

    def __call__(self):
        self.n += 1
        return self.n


print(list(iter(Reader(), 5)), type(iter(Reader(), 1)).__name__)
for obj in ([], (), "", b"", {}, set(), range(0), {}.items(), {}.keys(), {}.values(), bytearray(), memoryview(b""), enumerate([]), zip(), map(str, []), reversed([]), (x for x in ())):
    print(type(iter(obj)).__name__, end=" ")
print()


def stops():
    raise StopIteration


print(list(iter(stops, None)))
s = iter("añ日")
print(list(s), list(s))
l = [1]
it = iter(l)
next(it)
print(list(it))
l.append(2)
print(list(it))
it = iter(l)
l.extend([3, 4])
print(list(it), it.__length_hint__(), iter(it) is it)
r = reversed(l)
l.append(9)
print(list(r), reversed([1, 2]).__length_hint__())
g = iter({1: 2})
print(g.__length_hint__(), next(g), g.__reduce__()[0].__name__)


class Old:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * i


o = iter(Old())
print(next(o), list(o), type(o).__name__, list(reversed(range(3))), list(iter(iter([1, 2]))))


class Stop2:
    def __getitem__(self, i):
        if i > 1:
            raise StopIteration
        return i


print(list(Stop2()))
class KeyErr:
    def __getitem__(self, i):
        raise KeyError(i)
try:
    list(KeyErr())
except KeyError as e:
    print("KeyError", e)
