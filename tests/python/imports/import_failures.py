import sys
sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/data")
sys.dont_write_bytecode = True
for name in ("raises", "syntax_error", "no_such_module", "simple_module.child", "math.child", "sys.path"):
    for _ in range(2):
        try:
            __import__(name)
        except Exception as e:
            print(name, type(e).__name__, str(e).split(" (syntax")[0], getattr(e, "name", None), name in sys.modules)
try:
    import no_such
except ModuleNotFoundError as e:
    print(e.name, e.msg, isinstance(e, ImportError), e.path)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as e:
    print(type(e).__name__, e)
sys.modules["fake"] = 5
import fake
print(fake)
try:
    from fake import real, nothing
except ImportError as e:
    print(e)
from fake import real
print(real)
try:
    import simple_module.x
except ImportError as e:
    print(e)
try:
    __import__("")
except ValueError as e:
    print(e)
for bad in ("import .x", "import a.", "from a import", "import a as b.c", "from a import b as c.d", "from a import (b", "from .import", "from a import *, b", "import *"):
    try:
        compile(bad, "f", "exec")
    except SyntaxError as e:
        print(bad, "->", e.msg)
