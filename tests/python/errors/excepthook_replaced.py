# compare: stderr
import sys


def hook(t, v, tb):
    print("hook", t.__name__, v, tb.tb_lineno)
    sys.stderr.write("to stderr\n")


sys.excepthook = hook
print("start")
1 / 0
