# compare: stderr
import sys


def show(f):
    try:
        f()
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__)


größe = {"é": 1}
show(lambda: größe["é"] + größe["日本"] + 1)
show(lambda: "日本語" + "テキスト" + 5)
show(lambda: ("a" * 3) + ("b" * 3) + ("c" * 3) + ("d" * 3) + ("e" * 3) + ("f" * 3) + ("g" * 3) + undefined_name + ("h" * 3))


def  spaced ( x ) :
    return   x  [  'key'  ]   .  attr


show(lambda: spaced({}))
show(lambda: spaced({"key": 1}))
def tabs(x):
	return	x	+	"s"
show(lambda: tabs(1))
def parens(x):
    return ((((x)))) + ((1))
show(lambda: parens("a"))
def continued(x):
    return x + \
        1 + \
        "s"
show(lambda: continued(1))
def many(): a = 1; b = 0; return a / b; c = 2
show(many)
def comment(): return 1 / 0  # this is why
show(comment)
