# What code objects tell of themselves, and what replace may change.
import types

TEXT = """
from . import sibling
def outer(a, /, b, *args, c, **kwargs):
    d: int
    e: int = 1
    def inner(x):
        nonlocal e
        e = [[y + i for i in x] for y in (lambda q: q)(x)]
        return a, e
    class Local:
        field = b
        def method(self):
            import __private
            return __class__, lambda: self
    for f in args:
        del f
    return inner, Local
async def coroutine():
    return [z async for z in source()], (w for w in kwargs)
top = [[n for n in m] for m in (lambda: k)()]
"""


def show(code, depth=0):
    print("  " * depth, code.co_qualname, code.co_firstlineno, code.co_argcount, code.co_posonlyargcount,
          code.co_kwonlyargcount, code.co_nlocals, hex(code.co_flags), code.co_varnames, code.co_cellvars,
          code.co_freevars, sorted(code.co_names))
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            show(constant, depth + 1)


show(compile(TEXT, "name", "exec"))


def function(first, second=2):
    local = first
    return lambda: (local, __name__, "text")


code = function.__code__
print(len(list(code.co_positions())) * 2 == len(code.co_code), code.co_positions().__next__() is not None)
changed = code.replace(co_name="other", co_qualname="Some.other", co_filename="elsewhere.py", co_firstlineno=1000)
print(changed.co_name, changed.co_qualname, changed.co_filename, changed.co_firstlineno, changed == code)
print(max(line or 0 for _, _, line in changed.co_lines()) - max(line or 0 for _, _, line in code.co_lines()) == 1000 - code.co_firstlineno)
function.__code__ = changed
print(function(5)()[0], function.__name__)
renamed = code.replace(co_varnames=("uno", "due"))
print(renamed.co_varnames)
function.__code__ = renamed
print(function(due=1, uno=7)()[0])
for wrong in ({"co_name": 1}, {"co_flags": "x"}, {"nothing": 1}, {"co_consts": [1]}):
    try:
        code.replace(**wrong)
    except TypeError:
        print("TypeError")
try:
    code.replace(1)
except TypeError as error:
    print("TypeError")


def generator():
    yield 1


marked = generator.__code__.replace(co_flags=generator.__code__.co_flags | 0x100)
print(hex(marked.co_flags))
started = generator()
print(started.gi_frame.f_lineno - generator.__code__.co_firstlineno)
next(started)
print(started.gi_frame.f_lineno - generator.__code__.co_firstlineno)
