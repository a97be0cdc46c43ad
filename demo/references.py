# A small integer is never freed: using it only adds references.
import sys

before = sys.getrefcount(7)
sevens = [7] * 100
print("a list of a hundred sevens adds", sys.getrefcount(7) - before, "references and no object")
