import this
print(len(this.s), "".join(this.d.get(c, c) for c in this.s)[:30], this.c, this.i)
import sys
print("this" in sys.modules)
import this as again
print(again is this)
