# compare: stderr
import sys
sys.dont_write_bytecode = True
with open("broken_module.py", "w") as f:
    f.write("def f():\n    return 1 / 0\n\n\nvalue = f()\n")
sys.path.insert(0, ".")
try:
    import broken_module
except ZeroDivisionError as e:
    tb = e.__traceback__
    names = []
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print([n for n in names if "frozen" not in n[0] and not n[0].startswith("_")])
print("broken_module" in sys.modules)
from math import no_such_function
