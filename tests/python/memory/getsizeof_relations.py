import sys
for make in (list, dict, set, str, bytes, tuple, bytearray):
    print(make.__name__, sys.getsizeof(make()) > 0)
print(sys.getsizeof([1] * 1000) > sys.getsizeof([1] * 10), sys.getsizeof("a" * 1000) > sys.getsizeof("a"), sys.getsizeof("é" * 1000) < sys.getsizeof("日" * 1000) < sys.getsizeof("😀" * 1000), sys.getsizeof(2 ** 1000) > sys.getsizeof(2 ** 100), sys.getsizeof((1,) * 100) < sys.getsizeof((1,) * 200), sys.getsizeof({i: i for i in range(1000)}) > sys.getsizeof({1: 1}), sys.getsizeof(set(range(1000))) > sys.getsizeof({1}))


class A:
    def __sizeof__(self):
        return 5000


class Bad:
    def __sizeof__(self):
        return "x"


class Neg:
    def __sizeof__(self):
        return -1


class NoSize:
    __sizeof__ = None


print(sys.getsizeof(A()) >= 5000, [].__sizeof__() > 0, "a".__sizeof__() > 0, (5).__sizeof__() > 0, object().__sizeof__() > 0)
for o in (Bad(), Neg(), NoSize()):
    try:
        sys.getsizeof(o)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
    print(sys.getsizeof(o, "default"), end=" ") if not isinstance(o, Neg) else None
print()
x = []
sizes = set()
for i in range(1000):
    x.append(i)
    sizes.add(sys.getsizeof(x))
print(len(sizes) < 200, "grows by steps")
