# compare: stderr
class D:
    def __repr__(self):
        return "<D>"

    def __del__(self):
        raise ValueError("in del")

    __del__.__qualname__ = "D.__del__"


import sys


def hook(args):
    print("unraisable", args.exc_type.__name__, args.exc_value, args.err_msg, args.object.__qualname__)


sys.unraisablehook = hook
d = D()
del d
print("continues")
