import sys
sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/data")
sys.dont_write_bytecode = True
import namespace_pkg
import namespace_pkg.inside
print(namespace_pkg.inside.where, namespace_pkg.__name__, getattr(namespace_pkg, "__file__", None), len(list(namespace_pkg.__path__)))
print(namespace_pkg.__package__)
try:
    import namespace_pkg.nothing
except ModuleNotFoundError as e:
    print(e)
