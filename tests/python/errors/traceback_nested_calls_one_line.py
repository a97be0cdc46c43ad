# compare: stderr
def a(x): return b(x)
def b(x): return c(x) + c(x - 1)
def c(x):
    if x: return 1 / x
    return [1, 2][x + 5]


print(a(2))
value = a(3) + a(1) * a(0)
