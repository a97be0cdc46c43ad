import sys


def lazy():
    import math
    from math import sqrt as root, pi
    import collections.abc
    return math.floor(pi), root(9), collections.abc.Sized.__name__


print(lazy(), "math" in globals(), "math" in sys.modules)


def conditional(flag):
    if flag:
        import heapq as chosen
    else:
        import bisect as chosen
    return chosen.__name__


print(conditional(True), conditional(False))
try:
    import not_there
except ImportError:
    not_there = None
print(not_there)


def shadowed():
    try:
        math.pi
    except UnboundLocalError as e:
        print(e)
    import math
    return math.tau > 6


print(shadowed())


def make_global():
    global heapq
    import heapq


make_global()
print(heapq.__name__)
import collections.abc as cabc, collections as col
print(cabc.__name__, col.__name__, col.abc is cabc)
import collections.abc
print(collections is col)
from collections import abc, OrderedDict as OD, \
    deque
from math import (
    floor,
    ceil,
)
print(abc is cabc, OD.__name__, deque.__name__, floor(1.5), ceil(1.5))
for i in range(2):
    import itertools as it
print(next(it.count(5)))
with open("x.txt", "w") as f:
    import string
    f.write(string.digits)
print(open("x.txt").read())
print(__name__, __package__, __spec__, __doc__, type(__loader__).__name__ != "", __builtins__.__name__, __file__.endswith("import_inside_functions.py"))
