import sys
sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/data")
sys.dont_write_bytecode = True
import simple_module
import simple_module as again
from simple_module import value, bump, Thing
print(simple_module is again, value, again.value, simple_module.__name__, simple_module.__doc__, simple_module.__file__.endswith("data/simple_module.py"))
bump()
bump()
print(simple_module.counter, Thing.__module__, Thing, bump.__module__, bump.__globals__ is simple_module.__dict__)
simple_module.value = 100
print(value, again.value, sys.modules["simple_module"] is simple_module)
del sys.modules["simple_module"]
import simple_module
print(simple_module is again, simple_module.value, simple_module.counter)
from simple_module import *
print(counter, "_private" in globals(), "Thing" in globals(), "bump" in globals())
try:
    from simple_module import nothing
except ImportError as e:
    print(e.msg.split(" (")[0], e.name, e.path.endswith("simple_module.py"))
try:
    simple_module.nothing
except AttributeError as e:
    print(e)
print(type(simple_module).__name__, repr(simple_module).startswith("<module 'simple_module' from '"), type(simple_module.__spec__).__name__, simple_module.__spec__.name, simple_module.__package__ == "")
