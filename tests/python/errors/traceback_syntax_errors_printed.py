# compare: stderr
import sys
cases = ["x = 1 +", "if x\n    pass", "def f(:\n    pass", "print 'x'", "a = 'unterminated", "x = (1,\n     2", "  indented", "for i in range(3):\nprint(i)", "x = [1, 2\ny = 3", "f(a, b=1, c)", "class A:\n    def f(self)\n        pass", "return 5", "é = 1 ü", "x = 日本 語", "\tx = 1\n\ty = (", "1 = x", "a, b += 1", "lambda x: = 1", "x = 5 if y", "del f()", "import a.b as c.d", "f'{x!z}'", "f'{a b}'", "with open('x') as 5: pass", "async def f():\n    yield from x", "break", "x: int: str", "'''never\nclosed", "{'a': 1, 'b'}", "x = {1: 2, 3: }", "def f():\n\n\n", "while True print(1)", "global x\nx = 1\nglobal x", "def f(a, a): pass", "nonlocal x", "from __future__ import nope", "from x import (a, b", "raise A from", "try:\n    pass\nx", "assert x = 1", "x === y", "not", "match x:\n    case 1\n        pass"]
for source in cases:
    try:
        compile(source, "source.py", "exec")
        print(repr(source), "compiles")
    except SyntaxError as e:
        sys.excepthook(type(e), e, None)
