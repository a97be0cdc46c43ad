import sys
sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/data")
sys.dont_write_bytecode = True
from with_all import *
print(shown, also, "not_shown" in globals())
try:
    from bad_all import *
except AttributeError as e:
    print(e)
from pkg_all import *
print(one.__name__, two.__name__, "three" in globals())
before = set(globals())
from shadow_names import *
print(sorted(set(globals()) - before - {"before"}))
print("%.4f" % pi, root(16), m.__name__)
try:
    exec("def f():\n    from math import *\n")
except SyntaxError as e:
    print(e.msg)
ns = {}
exec("from math import *", ns)
print("floor" in ns, "__name__" in ns, len([n for n in ns if n.startswith("_")]))


class C:
    from math import floor, ceil as up
    import math as mm


print(C.floor(2.5), C().up(2.5) if not hasattr(C.up, "__get__") else "builtin", C.mm.__name__)
