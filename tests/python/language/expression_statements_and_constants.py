1
"string"
None
...
[1, 2]
lambda: undefined
x = 5
x
x + 1
x == 6
(x)
-x
not x
f"{x}"
[y for y in range(2)]
print(x) if x else print("no")
x and print("and")
0 or print("or")
(print("a"), print("b"))
[print(i) for i in range(2)]
{print("set")}
print("one"), print("two")
assert x, "no"
pass
if 0:
    print("dead")
while 0:
    print("dead")
for _ in ():
    print("dead")
try:
    pass
except ValueError:
    print("dead")
def f():
    return 1
    print("unreachable")
f()
def g():
    if False:
        yield
    return 5
print(type(g()).__name__, list(g()))
def h():
    while True:
        return "first"
    return "never"
print(h())
print(1 if True else undefined_name, False and undefined_name, True or undefined_name)
print("a" "b" * 2, 2 ** 10, 1 << 20, -5 // 2, "abc"[1], (1, 2, 3)[1], 3 > 2, not 0, -(-3), 0.1 + 0.2, 1 / 4, "x" * 0, () + (), 10 % 3)
print(1_000 * 1_000, 0xFF & 0x0F, ~0, True + True, 5 if [] else 6, (1, 2) + (3,), [1] * 3, {**{}})
