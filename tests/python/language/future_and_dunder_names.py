from __future__ import annotations, generator_stop, division
import __future__


def f(a: undefined_name, b: list[also_undefined] = 1) -> 'text':
    c: never_evaluated = 5
    return c


print(f.__annotations__, f(1))
x: some.dotted[name] = 1
print(__annotations__)
print(__name__, __debug__, __doc__, __package__, __spec__)
print(__future__.annotations.compiler_flag, division.optional, annotations.mandatory)


class C:
    y: z = 1
    print(__qualname__, __module__)

    def m(self):
        return __class__.__name__


print(C.__annotations__, C().m())
code = compile("def g(a: b): pass", "f", "exec")
ns = {}
exec(code, ns)
print(ns["g"].__annotations__)
try:
    exec(compile("def g(a: undefined_b): pass", "f", "exec", dont_inherit=True), {})
except NameError as e:
    print(e)
for bad in ("from __future__ import nothing", "from __future__ import braces", "x = 1\nfrom __future__ import division", "from __future__ import *"):
    try:
        compile(bad, "f", "exec")
        print(bad, "compiles")
    except SyntaxError as e:
        print(repr(bad), "->", e.msg)
compile('"doc"\nfrom __future__ import division\nfrom __future__ import annotations\nx = 1', "f", "exec")
compile("import math\n", "f", "exec")
for bad in ("__debug__ = 1", "def f(__debug__): pass", "class __debug__: pass", "import x as __debug__", "del __debug__", "f(__debug__=1)", "x.__debug__ = 1", "for __debug__ in y: pass"):
    try:
        compile(bad, "f", "exec")
        print(bad, "compiles")
    except SyntaxError as e:
        print(bad, "->", e.msg)
