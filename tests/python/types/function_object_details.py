def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    """doc"""
    x = 1
    return x


c = f.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, c.co_varnames, c.co_flags & 0x2F, c.co_freevars, c.co_cellvars, c.co_firstlineno, c.co_filename == __file__, type(c.co_code).__name__, c.co_stacksize >= 0)
print(f.__defaults__, f.__kwdefaults__, f.__closure__, f.__dict__, f.__globals__ is globals(), f.__builtins__ is not None, f.__type_params__ if hasattr(f, "__type_params__") else "none")
f.__kwdefaults__ = {"d": 10, "e": 11}
print(f(1), f.__kwdefaults__)
f.__defaults__ = (1, 2, 3)
print(f(), f.__defaults__)
f.__defaults__ = None
for text in ("f()", "setattr(f, '__defaults__', 5)", "setattr(f, '__kwdefaults__', 5)", "setattr(f, '__code__', 5)", "setattr(f, '__dict__', 5)", "setattr(f, '__globals__', {})", "setattr(f, '__closure__', ())", "delattr(f, '__code__')", "delattr(f, '__name__')", "setattr(f, '__qualname__', 5)"):
    try:
        print(text, eval(text))
    except (TypeError, AttributeError) as e:
        print(text, "->", type(e).__name__, e)
f.__dict__ = {"y": 1}
print(f.y, f.__dict__)
d = c.replace(co_name="other", co_firstlineno=100)
print(d.co_name, d.co_firstlineno, c.co_name, d == c, c == c, hash(c) == hash(c))
g = lambda x, *y, z=1, **w: (yield)
print(g.__name__, g.__code__.co_name, g.__code__.co_flags & 0x20, g.__qualname__)


def outer():
    a = b = 1

    def inner(c):
        return a + c
    return inner


h = outer()
print(h.__code__.co_freevars, outer.__code__.co_cellvars, h.__closure__[0].cell_contents, len(h.__closure__), h.__qualname__, outer.__code__.co_nlocals)


def k():
    return h


k.__code__ = (lambda: "swapped").__code__
print(k())
try:
    k.__code__ = h.__code__
except ValueError as e:
    print(str(e).split("() ")[1])
print(repr(f).split(" at 0x")[0], repr(lambda: 0).split(" at 0x")[0], repr(c).split(" at 0x")[0], repr(h).split(" at 0x")[0], type(f).__name__, f.__call__.__name__, callable(f))
print([hasattr(f, n) for n in ("__name__", "__wrapped__", "__call__", "__get__", "__annotations__", "__module__", "__kwdefaults__")])
for instruction in (c.co_lines(), c.co_positions()):
    print(type(list(instruction)[0]).__name__)
