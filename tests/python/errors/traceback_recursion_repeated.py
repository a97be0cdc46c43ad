# compare: stderr
def forever(n):
    if n > 8:
        raise ValueError("bottom")
    return forever(n + 1)


def pair_a(n):
    return pair_b(n)


def pair_b(n):
    if n == 0:
        raise KeyError("pair")
    return pair_a(n - 1)


try:
    forever(0)
except ValueError as e:
    import sys
    sys.excepthook(type(e), e, e.__traceback__)
pair_a(3)
