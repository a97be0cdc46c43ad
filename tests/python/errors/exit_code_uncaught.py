# compare: stderr
class Custom(Exception):
    def __str__(self):
        return "custom text"


class Bad(Exception):
    def __str__(self):
        raise ValueError("in str")


import sys
try:
    raise Bad
except Bad as e:
    sys.excepthook(type(e), e, e.__traceback__)
print("flushed before the traceback")
raise Custom
