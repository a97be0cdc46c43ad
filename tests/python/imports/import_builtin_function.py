import sys
sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/data")
sys.dont_write_bytecode = True
m = __import__("pkg.sub.leaf")
print(m.__name__)
m = __import__("pkg.sub.leaf", fromlist=["deep"])
print(m.__name__, m.deep)
m = __import__("pkg.sub", globals(), locals(), ["leaf"], 0)
print(m.__name__)
print(__import__("math").floor(2.5), __import__("sys") is sys, __import__("pkg", fromlist=()).__name__)
ns = {"__package__": "pkg.sub", "__name__": "pkg.sub.fake"}
print(__import__("leaf", ns, None, ["x"], 1).__name__, __import__("alpha", ns, None, ["x"], 2).__name__, __import__("", ns, None, ["leaf"], 1).__name__)
for args in (("nope",), ("math", None, None, [], -1), ("x", {"__package__": None, "__name__": "a"}, None, [], 1), ("x", {}, None, [], 1), (5,), ("pkg", ns, None, [], 5), ("math", 5)):
    try:
        print(args[0], __import__(*args).__name__)
    except Exception as e:
        print(args[0], "->", type(e).__name__, e)
import builtins
real = builtins.__import__


def traced(name, globals=None, locals=None, fromlist=(), level=0):
    if not name.startswith("_"):
        print("import", name, fromlist, level)
    return real(name, globals, locals, fromlist, level)


builtins.__import__ = traced
import simple_module
from simple_module import value, bump as b
import pkg.alpha as pa
from pkg import alpha, sub
builtins.__import__ = real
print(value, pa.value)
del builtins.__import__
try:
    import math
except ImportError as e:
    print(type(e).__name__, e)
builtins.__import__ = real
for arguments in ({}, {"globals": {}}, {"globals": []}):
    try:
        __import__("math", level=1, **arguments)
    except (KeyError, TypeError) as e:
        print(type(e).__name__, e)
