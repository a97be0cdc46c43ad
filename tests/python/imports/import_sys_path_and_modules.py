import sys
data = __file__.rsplit("/", 1)[0] + "/data"
sys.dont_write_bytecode = True
try:
    import simple_module
except ImportError as e:
    print(e)
sys.path.append(data)
import simple_module
sys.path.remove(data)
try:
    import with_all
except ImportError as e:
    print(e)
saved = sys.path
sys.path = [data]
import with_all
print(with_all.shown)
sys.path = saved
print(isinstance(sys.modules, dict), all(isinstance(k, str) for k in sys.modules), sys.modules.get("nope"))
sys.modules.pop("with_all")
try:
    import with_all
except ImportError as e:
    print(e)
sys.path.insert(0, 5)
try:
    import nothing_here
except ImportError as e:
    print(e)
sys.path.pop(0)
sys.path.insert(0, "/no/such/folder")
import heapq
print(heapq.__name__)

print(sorted(set(sys.builtin_module_names) & {"sys", "builtins", "gc", "itertools", "errno", "time"}))
