cases = ["(", ")", "[1, 2", "{1: 2", "(1]", "[1}", "f(1", "x = (1,\ny = 2", "x = [1\n2]", "'abc", "\"abc", "'''abc", "x = 'a\nb'", "x = 1 $ 2", "x = 1 ? 2", "x = a!b", "x = `a`", "x \\ y", "x = \\", "a <> b", "x++", "x--", "++x", "a =! b", "a => b", "a =< b", "1a", "0777", "1__0", "0b12", "0xz", "1.2.3", "1e+", "x = 5 5", "a b", "x = 'a' b", "\u00a0x = 1", "x = \u201ca\u201d", "x = 1 \u2013 2", "é = 1; €", "a\x00b", "if x:\n    a\n  b", "  x = 1", "x = 1\n  y = 2", "if x:\n\ty\n        z", "def f():\n    x\n   y", "pass pass", "x = = 1", "a..b", "a.1", ".a", "a.", "@", "@x", "@x\ny = 1", "print 'hello'", "print x", "exec 'x'", "print 1, 2", "raise A, b", "import", "import a.", "from import x", "from a import", "from a import (", "from a import b,", "from a import (b, c", "from . import *\nfrom .. import", "import a as", "from a import *, b", "x = 1\nfrom __future__ import annotations", "else", "x = lambda", "x = not", "x = a if b", "x = a if b else", "x = for", "class", "def", "def f", "def f(", "return", "x[", "x[]", "x[1", "x()(", "x = [1,,2]", "f(,)", "f(a,,b)", "(,)", "{,}", "*", "**x", "x = *", "->", "x -> y", "async x", "async", "await", "yield", "f(**a, *b)", "f(a=1, b)", "f(**a, b)", "f(*a, b, c=1, *d, e)", "f(x for x in y, 1)", "f(1, x for x in y)", "f(a=1, a=2)", "b'é'", "b'a' 'b'", "f'{a' 'b'", "'\\N{NOPE}'", "'\\x1'", "'\\u12'", "'\\U00110000'", "b'\\x1'"]
for source in cases:
    try:
        compile(source, "<test>", "exec", dont_inherit=True)
        print(ascii(source), "compiles")
    except SyntaxError as e:
        print(ascii(source), "->", type(e).__name__, "|", ascii(e.msg), "|", e.lineno, e.offset, e.end_lineno, e.end_offset)
    except ValueError as e:
        print(ascii(source), "->", type(e).__name__, e)
