if (n := len("hello")) > 3:
    print(n)
print([y := 1, y ** 2, y + 5])
data = [1, 5, 2, 8]
print([s for x in data if (s := x * 2) > 4], s)
it = iter(range(5))
while (v := next(it, None)) is not None and v < 3:
    print(v, end=" ")
print("stop at", v)
print((a := 1, b := 2), a, b)


def f(x):
    return x


print(f(z := 3), z, f(x=(w := 4)), w)
total = 0
print([total := total + i for i in range(5)], total)


def g():
    [inner := i for i in range(3)]
    return inner


print(g())
lst = [0, 1, 2]
print(lst[(i := 1)], i, lst[j := 2], j)
print({(k := i): (v := i * i) for i in range(3)}, k, v)
print(any((hit := c) in "aeiou" for c in "rhythm and"), hit)
print(f"{(q := 10)}, {q:>4}")
for bad in ("x := 1", "(a.b := 1)", "(a[0] := 1)", "[i := 0 for i in range(3)]", "f(a := b := 1)", "(a, b := 1, 2)"):
    try:
        print(exec(bad))
    except SyntaxError as e:
        print(bad, "->", e.msg)
    except NameError as e:
        print(bad, "->", e)
