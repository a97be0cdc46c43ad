import sys
sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/data")
sys.dont_write_bytecode = True
import module_getattr as m
print(m.real, m.lazy, dir(m))
try:
    m.other
except AttributeError as e:
    print(e)
try:
    from module_getattr import lazy, other2
except ImportError as e:
    print(str(e).split(" (/")[0])
m.added = 5
print(m.added, vars(m)["added"], hasattr(m, "nope"))
del m.added
try:
    del m.added
except AttributeError as e:
    print(e)
import math
try:
    math.nope
except AttributeError as e:
    print(e)
math.mine = 1
print(math.mine, type(m), isinstance(m, type(sys)))
New = type(sys)
n = New("fresh", "its doc")
print(n, n.__name__, n.__doc__, n.__dict__["__spec__"], n.__loader__, n.__package__)
n.x = 1
sys.modules["fresh"] = n
import fresh
from fresh import x
print(fresh is n, x)
n.__name__ = "renamed"
print(n.__name__, repr(n))


class Special(type(sys)):
    @property
    def prop(self):
        return "module property"

    def __call__(self):
        return "called"


sys.modules["special"] = Special("special")
import special
print(special.prop, special(), repr(special))
for text in ("New()", "New(5)", "m.__dict__.x", "setattr(m, '__dict__', {})", "New('a', 'b', 'c')"):
    try:
        print(eval(text))
    except (TypeError, AttributeError) as e:
        print(text, "->", type(e).__name__, e)
