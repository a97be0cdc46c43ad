import sys
del sys.modules[__name__]
q = 1
