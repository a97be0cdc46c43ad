import sys


def forever(n):
    return forever(n + 1)


for _ in range(3):
    try:
        forever(0)
    except RecursionError as e:
        print(type(e).__name__, str(e).split(" in ")[0].split(" while")[0])
limit = sys.getrecursionlimit()
print(limit)
depth = 0


def count():
    global depth
    depth += 1
    count()


sys.setrecursionlimit(200)
try:
    count()
except RecursionError:
    print(150 < depth <= 200)
for bad in (0, -5, "x", 10 ** 20):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
sys.setrecursionlimit(limit)


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


print(deep(900))
sys.setrecursionlimit(5000)
print(deep(4500))


class A:
    def __getattr__(self, n):
        return getattr(self, n)

    def __repr__(self):
        return repr(self)

    def __eq__(self, o):
        return self == o

    def __call__(self):
        return self()

    def __len__(self):
        return len(self)

    def __iter__(self):
        return iter(self)


sys.setrecursionlimit(1000)
for f in (lambda: A().x, lambda: repr(A()), lambda: A() == A(), lambda: A()(), lambda: len(A()), lambda: list(A())):
    try:
        f()
    except RecursionError:
        print("RecursionError")
print("still working", deep(500))
