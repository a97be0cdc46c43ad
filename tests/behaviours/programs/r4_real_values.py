import gc
import sys
x = []
print(sys.getrefcount(x))
y = [x, x]
z = {'k': x}
print(sys.getrefcount(x))
print(sum(1 for o in gc.get_referrers(x) if o is y), sum(1 for o in gc.get_referrers(x) if o is z))
print(gc.get_referents(y) == [x, x], gc.get_referents(y)[0] is x)
class P: pass
p = P(); p.a = x
print(any(o is x for o in gc.get_referents(p)) or any(o is p.__dict__ for o in gc.get_referents(p)))
def f(): return x
print(any(o is f.__code__ for o in gc.get_referents(f)))
print(sys.getsizeof([1]*1000) - sys.getsizeof([]) >= 8000, sys.getsizeof('a'*1000) > 1000)
print(any(o is y for o in gc.get_objects()))
