# Which part of a line is marked when something in it goes wrong.

class B:
    def __bool__(self): raise ValueError("no")
    def __eq__(self, o): return self
    def __lt__(self, o): return self
    def __len__(self): raise ValueError
    def __contains__(self, x): return self
    def __index__(self): raise ValueError('idx')
    def __format__(self, s): raise ValueError('fmt')
    def __iter__(self): raise ValueError("iter")
    def __hash__(self): raise ValueError("hash")
    def __enter__(self): raise ValueError('enter')
    def __exit__(self, *a): raise ValueError('exit')
b = B()
TESTS = '''
if b:
    pass
---
if b: pass
---
if (b and
    1):
    pass
---
if not b:
    pass
---
while b:
    pass
---
while b: pass
---
x = 1 if b else 2
---
x = b and 1
---
x = b or 1
---
x = not b
---
x = 1 + (b and 2) + 3
---
if b == 1:
    pass
---
if b < 1 < 2: pass
---
x = b < 1 < 2
---
assert b
---
assert b, "x"
---
assert 0, "x"
---
assert (1 ==
   2), "x"
---
assert (0,
   0)[0]
---
def f():
    assert False, f(x for
   x in y)
f()
---
[1 for x in [1] if b]
---
x = [1, 2, 3][b:]
---
x = [1, 2, 3][1:b]
---
[1,2][b:1] = [3]
---
del [1,2][b:]
---
f"{b}"
---
f"abc{b}def"
---
f"{b:>3}" + "x"
---
f"{b!r:>3}" f"{b}"
---
(f"{b!r:>3}"
  f"{b}")
---
for x in b:
    pass
---
for x in (b
   ):
    pass
---
x, y = b
---
x, *y = b
---
[*b]
---
[1, *b, 2]
---
print(*b)
---
print(1, *b)
---
{**b}
---
print(**b)
---
{b: 1}
---
{b}
---
{1: 2, b: 3}
---
{x: 1 for x in [b]}
---
{x for x in [b]}
---
with b:
    pass
---
with b as c, b as d: pass
---
try:
    1/0
except b:
    pass
---
try:
    1/0
except (b, 3): pass
---
try:
    1/0
except (
  3): pass
---
del zzz
---
def f():
    del zzz
f()
---
def f(): del zzz; zzz
f()
---
def f():
    try:
        1/0
    except Exception as e:
        del e
        raise TypeError from 3
f()
---
x = (1)
x.foo.bar(1,
  2)
---
x = ("a"
  .strip()
  .nope()
  .upper())
---
x = ("a"
  .strip()
  .upper(3)
  .lower())
---
x = (b
  .zzz
  .yyy)
---
x = 1
x.a = 3
---
x = 1
(x
  .a) = 3
---
x = 1
x[0] = 3
---
x = 1
x[0] += 3
---
x = 1
x.a += 3
---
x = 1
x += "a"
---
x = 1
del x[0]
---
x = 1
del x.a
---
import nope.nope
---
from os import nope
---
from . import nope
---
class X(b): pass
---
class X(int, metaclass=3):
    pass
---
@b
def f(): pass
---
@b.x
@b.y
def f(): pass
---
def f(x=b.zz): pass
---
def f(x: b.zz): pass
---
def f() -> b.zz: pass
---
x: b.zz = 3
---
lambda x=b.zz: 1
---
raise b
---
raise ValueError from b
---
raise ValueError("x"
   "y")
---
raise
---
def g():
    yield from b
next(g())
---
def g():
    x = yield 1
list(g())
g().throw(ValueError)
---
async def g():
    await b
g().send(None)
---
match b:
    case {"a": 1}: pass
    case [1, 2]: pass
    case B(x=1): pass
    case B(1): pass
---
match 1:
    case b.zz: pass
---
match 1:
    case x if b: pass
---
x = -b
---
x = ~b + 1
---
x = (1 +
     "a")
---
x = b < 1 in 3
---
x = [1][2][3]
---
print(1)(2)(3)
---
b.x.y.z
---
global_name_error
---
x = undefined + 1
---
def f(a): pass
f()
---
f(1, 2,
  a=3)
---
print(undefined,
   1)
---
[x for x in 3]
---
[x.y for x in [1]]
---
(x.y for x in 3)
---
list(x.y for x in [1])
---
{**{}, **3}
---
print(**{1: 2})
---
print(end=1, **{"end": 2})
---
x = y = z = 1 / 0
---
(x, y), z = 1, 2
---
x = [1, 2
  , 3][5]
---
x = {"a": 1}["b"]["c"]
---
"a" + 1 + "b"
---
"%d" % "a"
---
"%s %s" % (1,)
---
1 if undefined else 2
---
exec("1/0")
---
eval("1 +\\n undefined")
---
while True:
    1/0
---
try:
    1/0
finally:
    2/0
---
try:
    1/0
except ZeroDivisionError:
    2/0
else:
    pass
---
for i in range(1):
    pass
else:
    i.x
---
b @ b
---
b[1:2, b]
---
del b.x, b.y
---
a, b.x[1] = 1, 2
---
[a, b.c] = 1, 2
---
x = lambda: undefined
x()
---
(lambda x: x.y)(1)
---
é = 1
é.ü
---
"日本語" + é.ü
---
x = "日本語" + 1
'''

for text in TESTS.strip("\n").split("\n---\n"):
    print("=====", text)
    try:
        code = compile(text + "\n", "<test>", "exec")
    except SyntaxError as error:
        print("SyntaxError", error.msg)
        continue
    try:
        exec(code, {"b": b, "B": B, "__name__": "m"})
        print("fine")
    except BaseException as error:
        print(type(error).__name__, error)
        level = error.__traceback__
    while level:
        code = level.tb_frame.f_code
        if code.co_filename == "<test>":
            print("   ", code.co_name, level.tb_lineno, list(code.co_positions())[level.tb_lasti // 2])
        level = level.tb_next
