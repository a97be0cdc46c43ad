# Errors of the symbol table come before those of the compiler, and have the message alone in args.
import warnings

warnings.simplefilter("ignore")
TEXTS = ["from __future__ import division; x=1; from __future__ import annotations\n", "x=1; from __future__ import division\n", "from __future__ import division; x=1\nfrom __future__ import annotations\n","'doc'; from __future__ import division; 'a'; from __future__ import annotations\n","1; from __future__ import division; from __future__ import nope\n", "from __future__ import division; 'x'; 1; from __future__ import nope\n",
"from __future__ import nope\n", "def f(a, a): pass\n", "def f():\n global x, y; x = 1\n global x\n", "nonlocal x\n", "return\n", "x: (y := 1)\n", "[x async for x in y]\n", "break\n", "x +\n", "(", "f(a=1, a=1)", "'\\N{foo}'", "del f()", "class A:\n def f(self):\n  nonlocal z", "match 1:\n case [a, a]: pass", "[(x := 1) for x in y]","a, *b, *c = d", "*a = b","x = *a", "import *", "from x import *\ndef f():\n from x import *", "yield", "def f():\n [(yield) for x in y]", "__debug__ = 1", "f(__debug__=1)", "def f():\n return\n yield\n async def g():\n  yield\n  return 1",
"from __future__ import barry_as_FLUFL\n1 <> 2\n", "1 != 2",
    "await x\ndef f(a, a): pass\n", "def g():\n await x\nnonlocal y\n", "def g(): yield from x\nawait y\nmatch 1:\n case [a, a]: pass\n",
    "async def f():\n yield\n return 1\ndef g(b, b): pass\n", "for x in y:\n try: pass\n except* A: break\nglobal x\n"]
for text in TEXTS:
    try:
        compile(text, "name", "exec")
        print("compiles")
    except SyntaxError as error:
        print(error.args, error.msg, error.filename, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset)
