# sys.intern gives the one string with a text; without it, equal strings made at run time are two.
import sys

a = "".join(["run", " ", "time"])
b = "".join(["run", " ", "time"])
print("equal:", a == b, "- the same object:", a is b)
a = sys.intern(a)
b = sys.intern(b)
print("after sys.intern, the same object:", a is b)
