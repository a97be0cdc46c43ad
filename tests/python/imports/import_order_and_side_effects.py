import sys
sys.dont_write_bytecode = True
sys.path.insert(0, ".")


def write(name, text):
    with open(name, "w") as f:
        f.write(text)


write("one.py", "print('one start')\nimport two\nprint('one end')\nx = two.y + 1\n")
write("two.py", "print('two runs')\ny = 10\n")
write("lazy.py", "print('lazy start')\ndef load():\n    import two, three\n    return two.y + three.z\n")
write("three.py", "print('three runs')\nz = 5\n")
write("uses_main.py", "import __main__\nvalue = __main__.shared\n__main__.from_module = 'set'\n")
write("fails_first.py", "import sys\ncount = getattr(sys, '_count', 0)\nsys._count = count + 1\nif count == 0:\n    raise RuntimeError('first time')\nok = True\n")
write("star.py", "from two import *\nfrom three import z as zed\n__all__ = ['y', 'zed']\n")
write("deleted.py", "import sys\ndel sys.modules[__name__]\nq = 1\n")
write("reassigns.py", "def __getattr__(n):\n    return n * 2\n")
print("start")
import one
import two
print(one.x, one.two is two)
import lazy
print(lazy.load(), lazy.load())
shared = "from main"
import uses_main
print(uses_main.value, from_module)
for _ in range(2):
    try:
        import fails_first
        print(fails_first.ok)
    except RuntimeError as e:
        print(e, "fails_first" in sys.modules)
from star import *
print(y, zed)
try:
    import deleted
except KeyError as e:
    print("KeyError", e)
from reassigns import abc, xy
print(abc, xy)
before = set(sys.modules)
import one, two, three
print(set(sys.modules) - before)
del two
import two
print(two.y)
two.y = 99
del sys.modules["two"]
import two as fresh
print(fresh.y, one.two.y)
try:
    from two import missing_thing
except ImportError as e:
    print(e.name, "cannot import name 'missing_thing' from 'two'" in str(e))
