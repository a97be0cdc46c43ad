# compare: stderr
# Expressions as annotations: kept as text, written back as CPython writes them.
from __future__ import annotations

import warnings

async_text: [y async for y in z]
later: lambda: await z
silent: (1 is 1)
TEXTS = r'''
lambda *a: 0
lambda: 0
lambda **k: 0
lambda *, a=1: 0
lambda a, /, b=2, *c, d, e=3, **f: (a, b)
lambda a, /: 0
lambda a=1, /: 0
lambda: (yield)
lambda: (yield 1, 2)
lambda: (yield from x)
lambda: (a := 1)
f((a := 1))
[a := 1]
(lambda: (a := 1, 2))
(lambda: (a := lambda: 0))
(lambda: (a := (b if c else d)))
x[(lambda: (a := 1))]
a if b else c
(a if b else c) if d else e
a if (b if x else y) else (c if d else e)
lambda: a if b else c
(lambda: a) if b else c
-1
- -1
-x**2
(-x)**2
(-1)**2
2**-1
2**-x**3
(2**3)**4
2**3**4
a**(b**c)
not a
not (a and b)
not a and b
(not a) == b
not (a == b)
-(a+b)
~-x
+x
a and b or c
a and (b or c)
(a and b) and c
a and (b and c)
a or b or c
a + b * c
(a + b) * c
a - (b - c)
a - b - c
a << b | c & d ^ e
(a | b) & c
a @ b // c % d / e
a < b < c
(a < b) < c
a < (b < c)
a is not b
a not in b
a in b
a == b != c <= d >= e
(a, b)
a, b
(a,)
()
[]
[a, b]
{a, b}
{a: b, **c}
{}
{**a}
{**a | b}
{**(lambda: 0)}
[*a, *b]
(*a, b)
[*a | b]
[*(a or b)]
f(*a, **b)
f(a, b=c, *d, **e)
f(*a or b)
f(x for x in y)
f((x for x in y), z)
f(a)(b).c[d]
(a + b).c
(a + b)(c)
(a + b)[c]
1 .real
1.0.real
1j.real
(-1).real
"a".b
a.b.c
a[b]
a[b, c]
a[(b, c)]
a[b,]
a[()]
a[:]
a[1:2]
a[1:2:3]
a[::3]
a[:, 1:2]
a[::]
a[*b]
a[*b, c]
a[b:c, *d]
a[lambda: 0]
a[lambda: 0 : 1]
a[(x, y):z]
a[b if c else d]
[x for x in y]
[x for x in y if z if w]
[x for x, in y]
[x for x, z in y for w in v]
[x async for x in y]
{x for x in y}
{x: y for x, y in z}
(x for x in y)
[x for x in (a if b else c)]
[x for x in lambda: y, 1]
[x for x in (lambda: y)]
[(x, y) for x in y]
[x for (x) in y if (a if b else c)]
[x for x in y if (lambda: 0)]
[(lambda: x) for x in y]
await_
'abc'
"it's"
'a"b'
'a"b\'c'
'\n\t\\'
'\xe9\u1234\U0001f600\ud800'
b'abc\x00\n'
u'abc'
u'a' 'b'
'a' u'b'
'a' 'b'
1_000
0xff
0b11
0o17
1.0
1e100
1e999
-1e999
1e999j
1e-5
1e16
123456789012345678901234567890
3.14j
0j
...
None
True
f'abc'
f'{a}'
f'{a!r}'
f'{a!s:>10}'
f'{a:{b}}'
f'{a:{b}.{c}}'
f'{a=}'
f'{a = }'
f'{a=!s:x}'
f'{{a}}'
f'{a}{{}}{b}'
f'{ {a} }'
f'{ {a: b} }'
f'{a["b"]}'
f"{a['b']}"
f"{'x'}"
f'{a + b}'
f'{a, b}'
f'{(lambda: x)}'
f'{(lambda x: y)}'
f'{a if b else c}'
f'{a or b}'
f'{yield_}'
f'{{{a}}}'
f'a"b{c}'
f"it's{c}"
f'\n{a}'
f'a' 'b' f'{c}'
'{' f'{c}' '}'
f'{a:{{}}}'
f'{a!a}'
f'{a:b{c}d{e}f}'
f'{f"{a}"}'
f"{f'{a}'}"
rf'\d{a}'
f''
f'' ''
(yield_)
a.b if c.d else e[f]
a[f(x)](y)[z].w
Optional["X"]
Dict[str, "Y"]
Callable[..., int]
Callable[[int, str], None]
Literal["a", 'b', b"c"]
Tuple[()]
list[int] | None
(lambda x: x)(1)
(a := 1) if False else (lambda: 1)
x[a:=1]
{(a, b): c}
{a: lambda: 0}
{lambda: 0: 1}
f(a=lambda: 0)
f(lambda: 0, *lambda: 0)
f(**lambda: 0)
(a if b else c).d
(await_).x
not not a
-a.b
-(a.b)
-a()
(-a)()
(not a)()
a ** -b
a ** (not b)
-a ** -b
(a, b) + (c,)
[(a, b)]
((a, b), c)
f((a, b))
{(a,)}
(a, b) if c else d
a if (b, c) else d
lambda: (a, b)
a + (b, c)
a < (b, c)
(a, b) < c
not (a, b)
(a, b)[0]
(a, b).c
x[(a, b), c]
x[(a, b):c]
[(yield_) for x in (a, b)]
[x for x in a, ]
[x for x in (a, b)]
[x for (a, b) in c]
[x for [a, b] in c]
[x for a.b in c]
[x for a[b] in c]
[x for *a, b in c]
[x for (a, (b, c)) in d]
a <b> c
a or (b := 1)
f(b := 1)
x if y else(z)
[ a ,b ]
é
ﬁ
ℌ.ﬁ
b'' b''
__x
C.__x
f(__x=__y)
lambda __a: __a
-0
-0.0
1if 0else 2
(((a)))
(-1) .real
(1) .real
1.5.real
1_0 .real
True.real
(...).x
....x
"a" "b".c
f'a'.c
f(**{})
f(*())
a@b
not a in b
a in (not b)
a == (not b)
a + (not b)
(a or b) and (c or d)
a and (lambda: 0)
a or lambda: 0
a + (lambda: 0)
not (lambda: 0)
-(lambda: 0)
(lambda: 0) + 1
(lambda: 0) == 1
a == (lambda: 0)
(a if b else c) + 1
(a if b else c) or d
d or (a if b else c)
(yield_ or a)
lambda __a, /, b: 0
(a, b if c else d)
[*(yield_)]
f'{a!r:{b!s}}' 'c'
f'{(a, b)[0]:{c}}'
'''
warnings.simplefilter("ignore")
for text in TEXTS.strip().split("\n"):
    names = {}
    try:
        exec(f"x: {text}\ndef f(*args: {text}) -> {text}: pass", names)
    except SyntaxError as error:
        print(text, "->", error.msg)
        continue
    print(text, "->", ascii(names["__annotations__"]["x"]))
    for shown in names["f"].__annotations__.values():
        if shown != names["__annotations__"]["x"]:
            print("   ", ascii(shown))


def function(first: (1, 2), /, *rest: *tuple[int], keyword: -1 ** 2 = 3, **others: "quoted") -> (lambda: 0):
    local: undefined[1:2]


print(function.__annotations__)
