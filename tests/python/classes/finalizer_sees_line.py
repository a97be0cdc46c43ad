"""A finalizer that an assignment runs sees the line of the assignment in the frame below."""
import sys
log = []


class D:
    def __init__(self, n): self.n = n
    def __del__(self): log.append((self.n, sys._getframe(1).f_lineno))

def a():
    x = D('const')
    y = 1

    x = None

def b():
    x = D('int')
    y = 1

    x = 5

def c():
    x = D('move')
    y = [1]

    x = y

def d():
    x = D('add')
    y = 1

    x = y + 1

def e():
    x = D('cmp')
    y = 1

    x = y < 2

def f():
    x = D('for')
    y = (1, 2)

    for x in y:
        pass

def g():
    x = D('range')
    y = 3

    for x in range(y):
        pass

def h():
    x = D('cell')
    def inner(): return z
    z = 4

    x = z

def i():
    x = D('free')
    z = 4
    def inner():
        q = D('inner')

        q = z
    inner()

    x = inner

def j():
    x = D('global')
    y = 1

    x = log

def k():
    x = D('del')
    y = 1

    del x

def l():
    x = D('attr')
    y = D('attr2')

    x = y.n

def m():
    x = D('call')
    y = 1

    x = len('abc')

def n():
    x = D('unpack')
    y = (1, 2)

    x, z = y

def o():
    x = D('not')
    y = 1

    x = not y

def p():
    x = D('sub')
    y = [1, 2]

    x = y[1]

def q():
    x = D('str')
    y = 'a'

    x = y + 'b'

def r():
    x = D('neg')
    y = 4

    x = -y

def s():
    x = D('is')
    y = 4

    x = y is None

def t():
    x = D('float')
    y = 4.5

    x = y * 2

def u():
    x = D('except')
    try:
        1 / 0
    except ZeroDivisionError as x:
        pass

def v():
    x = D('with')
    import contextlib

    with contextlib.nullcontext(5) as x:
        pass

def w():
    x = D('in')
    y = [4]

    x = 4 in y

def aa():
    x = D('and')
    y = 4

    x = y and 5

def bb():
    x = D('cond')
    y = 4

    x = 5 if y else 6

def cc():
    x = D('aug')
    y = 4
    z = 1

    z += (x := y)

def dd():
    x = D('end')
    y = 4

    return y

def ee():
    x = D('fall')
    y = 4
    if y:
        z = 1

for fn in (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, aa, bb, cc, dd, ee):
    fn()
x = D('modconst')
y = 1

x = 2
for row in log:
    print(*row)
