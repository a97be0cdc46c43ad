import math, sys as system, collections.abc, collections.abc as cabc
from math import pi as PI, e as E
from math import (
    floor,
    ceil as up,  # trailing comma
)
from collections import abc, deque as dq; import heapq
print(math.__name__, system.__name__, collections.abc is cabc, PI > 3, E < 3, floor(1.5), up(1.5), abc is cabc, dq.__name__, heapq.__name__)
if True: import bisect
print(bisect.__name__)


def f():
    import math as m, sys
    from math import tau
    return m is math, sys is system, tau > 6


print(f())


class C:
    import math as inner
    from math import gcd


print(C.inner is math, C.gcd(12, 18))
try:
    import math.pi
except ImportError as e:
    print(type(e).__name__, e)
try:
    from math import pi, nothing
except ImportError as e:
    print(e.name, e.msg.split(" (")[0])
x = __import__("collections.abc")
print(x.__name__)
import collections as a, collections as b
print(a is b)
import sys
for name in ("math", "heapq"):
    print(name in sys.modules, sys.modules[name].__name__)
del math
try:
    math
except NameError as e:
    print(e)
import math
print(math.floor(2.9))
