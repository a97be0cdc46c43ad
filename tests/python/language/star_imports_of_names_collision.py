from math import *
import math
print(floor(2.7), pi == math.pi, pow(2, 3), type(pow(2, 3)).__name__)
from operator import *
print(pow(2, 3), type(pow(2, 3)).__name__, abs(-1), contains([1], 1), truth([]))
import builtins
print(pow is builtins.pow, abs is builtins.abs, builtins.pow(2, 3))
del pow, abs
print(pow(2, 5), abs(-2), pow is builtins.pow)
e = "shadowed"
print(e, math.e > 2)
from math import e
print(e > 2)
from itertools import chain as c, islice as c2
print(list(c2(c("ab", "cd"), 3)))
from collections import abc as builtins
print(builtins.__name__)
import itertools as math
print(math.__name__, list(math.repeat(1, 2)))
