# compare: stderr
import sys


def run(source):
    try:
        exec(source)
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__)


run("import not_a_module")
run("import not_a_module.sub as x")
run("from not_a_module import thing")
run("from math import sinn")
run("import math.sub")
run("from . import sibling")
run("from .x import y")
run("import collections.nope")
import completely.missing
