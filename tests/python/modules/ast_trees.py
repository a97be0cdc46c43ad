# The _ast module: classes, trees from text, code from trees, and trees that are refused.
import _ast
import ast
import warnings

warnings.simplefilter("ignore")
for cls in (_ast.AST, _ast.expr, _ast.operator, _ast.Add, _ast.arg, _ast.arguments, _ast.Name, _ast.FormattedValue, _ast.ImportFrom):
    own = {key: value for key, value in vars(cls).items() if not key.startswith("__") or key == "__match_args__"}
    print(cls, cls.__mro__[1:-1], sorted(own.items()))
print(_ast.operator.__doc__, _ast.mod.__doc__, _ast.arguments.__doc__, sep="\n")
print(sorted(name for name in dir(_ast) if not name.startswith("__")))
node = _ast.Name(id=3, foo=3)
print(vars(node), _ast.Name("a").__reduce__(), isinstance(node, _ast.AST), node.__class__.__name__)
for arguments, named in (((1, 2, 3), {}), ((1,), {"id": 2}), ((), {"x": 1})):
    try:
        print(vars(_ast.Name(*arguments, **named)))
    except TypeError as error:
        print(error)
print(ast.parse("x + y").body[0].value.op is ast.parse("a + b").body[0].value.op)

P = dict(lineno=1, col_offset=0)
WHERE = dict(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)
E = ast.Expression
one = ast.Constant(1, **P)
none = ast.arguments([], [], None, [], [], None, [])
passing = ast.Pass(**P)


def module(*body):
    return ast.Module(list(body), [])


def expr(cls, *arguments):
    return E(cls(*arguments, **P))


REFUSED = [
    (E(ast.Name("a")), "eval"),
    (E(ast.Name("a", ast.Load())), "eval"),
    (expr(ast.Name, "a", ast.Store()), "eval"),
    (expr(ast.Name, "None", ast.Load()), "eval"),
    (expr(ast.Name, 5, ast.Load()), "eval"),
    (E(5), "eval"),
    (E(None), "eval"),
    (E(), "eval"),
    (expr(ast.BinOp, None, ast.Add(), None), "eval"),
    (expr(ast.BinOp, one, 5, None), "eval"),
    (expr(ast.BoolOp, ast.And(), []), "eval"),
    (expr(ast.BoolOp, ast.And(), 5), "eval"),
    (expr(ast.Dict, [], [one]), "eval"),
    (expr(ast.Constant, [1]), "eval"),
    (expr(ast.Constant, (1, [2])), "eval"),
    (expr(ast.Compare, one, [], []), "eval"),
    (expr(ast.Compare, one, [ast.Lt()], []), "eval"),
    (expr(ast.Compare, one, [ast.Lt(), ast.Gt()], [one]), "eval"),
    (expr(ast.ListComp, one, []), "eval"),
    (expr(ast.Call, one, [None], []), "eval"),
    (expr(ast.Starred, one, ast.Load()), "eval"),
    (expr(ast.Lambda, ast.arguments([], [ast.arg("a", **P), ast.arg("a", **P)], None, [], [], None, []), one), "eval"),
    (module(), "eval"),
    (E(one), "exec"),
    (ast.Expr(one, **P), "exec"),
    (ast.AST(), "exec"),
    (ast.Module(5, []), "exec"),
    (module(5), "exec"),
    (module(None), "exec"),
    (module(ast.Pass()), "exec"),
    (module(ast.Pass(lineno="x", col_offset=1)), "exec"),
    (module(ast.Pass(lineno=5, col_offset=1, end_lineno=3)), "exec"),
    (module(ast.Pass(lineno=5, col_offset=10, end_lineno=5, end_col_offset=2)), "exec"),
    (module(ast.Pass(lineno=2**40, col_offset=10)), "exec"),
    (module(ast.FunctionDef("f", none, [], [], **P)), "exec"),
    (module(ast.FunctionDef("f", ast.arguments([], [], None, [], [], None, [one]), [passing], [], **P)), "exec"),
    (module(ast.FunctionDef("f", ast.arguments([], [], None, [], [one], None, []), [passing], [], **P)), "exec"),
    (module(ast.Assign([], one, **P)), "exec"),
    (module(ast.Assign([one], one, **P)), "exec"),
    (module(ast.Delete([], **P)), "exec"),
    (module(ast.Import([], **P)), "exec"),
    (module(ast.ImportFrom("a", [ast.alias("b", **P)], -1, **P)), "exec"),
    (module(ast.Global([], **P)), "exec"),
    (module(ast.Try([passing], [], [], [], **P)), "exec"),
    (module(ast.Try([passing], [], [passing], [passing], **P)), "exec"),
    (module(ast.With([], [passing], **P)), "exec"),
    (module(ast.Raise(None, one, **P)), "exec"),
    (module(ast.Match(one, [], **P)), "exec"),
    (module(ast.Match(one, [ast.match_case(ast.MatchStar("x", **WHERE), None, [passing])], **P)), "exec"),
    (module(ast.Match(one, [ast.match_case(ast.MatchAs(None, "_", **WHERE), None, [passing])], **P)), "exec"),
    (module(ast.Match(one, [ast.match_case(ast.MatchOr([], **WHERE), None, [passing])], **P)), "exec"),
    (module(ast.Match(one, [ast.match_case(ast.MatchSingleton(1, **WHERE), None, [passing])], **P)), "exec"),
    (module(ast.Match(one, [ast.match_case(ast.MatchAs(None, "_", **P), None, [passing])], **P)), "exec"),
    (module(ast.AnnAssign(one, one, None, 1, **P)), "exec"),
    (module(ast.For(ast.Name("x", ast.Load(), **P), one, [passing], [], **P)), "exec"),
]
for tree, mode in REFUSED:
    try:
        compile(tree, "f", mode)
        print("compiled", tree)
    except (TypeError, ValueError, SyntaxError, OverflowError) as error:
        print(type(error).__name__, error)
for value in ((1, (2, "x"), frozenset([1])), -1 - 2j, -5, 10**30, 1.5, "text", b"bytes", None, True, ...):
    print(eval(compile(expr(ast.Constant, value), "f", "eval")))
compile(ast.Interactive([ast.Expr(one, **P)]), "f", "single")
print(eval(compile(expr(ast.JoinedStr, [ast.Constant("a{", **P), ast.FormattedValue(one, 114, None, **P)]), "f", "eval")))

TEXT = """
'doc'
from __future__ import annotations
import a.b as c, d
from . import e
from .f import *
@decorator
class C(Base, metaclass=M, **kw):
    x: int = 1
    y: 'str'
    (z): int
    async def m(self, /, a, b=1, *c, d, e=2, **f) -> None:
        async with x as y, z: await q
        async for i in j: yield i
        else: return
def g(*, a):
    global h; nonlocal_ = 1
    try: pass
    except (A, B) as e: raise e from None
    except: raise
    else: del a, b[0], c.d
    finally: assert x, "m"
    try: pass
    except* G: pass
    while a < b <= c is not d not in e: break
    if x: continue_
    elif y: pass
    else: x @= 1; x >>= ~2
    match v:
        case 1 | -1 | 1+2j | "a" | None: pass
        case [a, *_] if a: pass
        case {"k": v, **rest}: pass
        case C(1, x=2) as w: pass
        case a.b: pass
        case _: pass
    return lambda x, y=1: (yield), [*a, b], {**c, 1: 2}, {1, 2}, a[1:2, ::3], a[b], f"{x!r:>{w}}{{", u"u", b"b", 1_0, 0x1f, 1e5, 2j, ..., (p := 1)
[a for b in c if d async for e in f]; {a: b for c, d in e}; (x for x in y); not a and b or -c ** d // e if f else g
"""
tree = ast.parse(TEXT)
print(ast.dump(tree, indent=1, include_attributes=True))
print(ast.unparse(tree))
for path in ("/usr/lib/python3.11/ast.py", "/usr/lib/python3.11/inspect.py"):
    with open(path, "rb") as file:
        source = file.read()
    tree = ast.parse(source)
    codes = [compile(tree, path, "exec", dont_inherit=True), compile(source, path, "exec", dont_inherit=True)]
    print(list(codes[0].co_positions()) == list(codes[1].co_positions()), codes[0].co_names == codes[1].co_names)
print(ast.literal_eval("{'a': [1, 2, (3, -4.5)], 'b': {1}, 'c': b'x', 'd': None, 'e': 1+2j}"))
for bad in ("f(x)", "x", "1 +", "[1"):
    try:
        ast.literal_eval(bad)
    except (ValueError, SyntaxError) as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])


class Doubler(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)


print(eval(compile(ast.fix_missing_locations(Doubler().visit(ast.parse("1 + 2 * 3", mode="eval"))), "f", "eval")))
try:
    ast.parse("-" * 3000 + "1")
except (RecursionError, MemoryError) as error:
    print(type(error).__name__)
try:
    ast.parse("x\n  y")
except IndentationError as error:
    print(error)
loop = ast.UnaryOp(ast.Not(), None, **P)
loop.operand = loop
try:
    compile(E(loop), "f", "eval")
except RecursionError as error:
    print("RecursionError")
loop.operand = None

# Copies of a bare AST.
import copy
import pickle
print(ast.AST().__reduce__()[:2], type(copy.copy(ast.AST())), type(pickle.loads(pickle.dumps(ast.AST()))))
