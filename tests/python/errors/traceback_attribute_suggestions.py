# compare: stderr
import sys


class Thing:
    def __init__(self):
        self.colour = 1
        self.some_value = 2

    def method_name(self):
        return self.some_valeu


def run(f):
    try:
        f()
    except Exception as e:
        print(e)
        sys.excepthook(type(e), e, e.__traceback__)


t = Thing()
run(lambda: t.color)
run(lambda: t.method())
run(lambda: t.method_nam())
run(t.method_name)
run(lambda: "abc".uper())
run(lambda: [].apend(1))
run(lambda: t.xyz)
run(lambda: {}.itmes())
run(lambda: Thing.method_mane)
