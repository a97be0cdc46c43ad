# compare: stderr
import sys


def run(f):
    try:
        f()
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__)


run(lambda: [1 / x for x in (1, 0)])
run(lambda: {x: 1 / x for x in (1, 0)})
run(lambda: {1 / x for x in (1, 0)})
run(lambda: sum(1 / x for x in (1, 0)))
run(lambda: list(map(lambda v: v.nope, [1])))
run(lambda: sorted([1, 2], key=lambda v: v[0]))
run(lambda: [[y.z for y in x] for x in [[1]]])
run(lambda: (lambda q: q())(5))
