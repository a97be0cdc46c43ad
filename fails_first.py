import sys
count = getattr(sys, '_count', 0)
sys._count = count + 1
if count == 0:
    raise RuntimeError('first time')
ok = True
