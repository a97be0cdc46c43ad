import sys
sys.path.insert(0, __file__.rsplit("/", 1)[0] + "/data")
sys.dont_write_bytecode = True
import cycle_a
import cycle_b
print(cycle_a.use(), cycle_b.use(), cycle_a.cycle_b is cycle_b)
try:
    import cycle_from_a
except ImportError as e:
    print(str(e).split(" (/")[0].split(" (most")[0], "partially initialized" in str(e), "circular import" in str(e))
print("cycle_from_a" in sys.modules, "cycle_from_b" in sys.modules)
import pkg_cycle
print(pkg_cycle.done)
