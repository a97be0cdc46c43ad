f = lambda: None
print(f(), (lambda x: x)(1), (lambda x, y=2: x + y)(1))
print((lambda *a: a)(1, 2), (lambda **k: k)(a=1), (lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3))
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))
print(list(map(lambda x, y: x * y, [1, 2, 3], [4, 5, 6])))
print(list(filter(lambda x: x % 2, range(6))))
curried = lambda a: lambda b: lambda c: a + b + c
print(curried(1)(2)(3))
print((lambda x: (yield x))(5).__class__.__name__)
print(list((lambda: [(yield 1), (yield 2)])()))
ys = (lambda n: n if n < 2 else ys(n - 1) + ys(n - 2))
print(ys(10))
print((lambda: 0 and 1 or 2)(), (lambda: (1, 2))()[1])
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print([table[op](7, 3) for op in table])
print((lambda x: x if x else "empty")(""), [lambda: i for i in range(2)][0]())
print((lambda a, b=(lambda: 5)(): (a, b))(1))
