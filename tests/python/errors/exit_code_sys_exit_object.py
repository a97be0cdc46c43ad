# compare: stderr
import sys


class Code:
    def __str__(self):
        return "printed object"


print("x")
sys.exit(Code())
