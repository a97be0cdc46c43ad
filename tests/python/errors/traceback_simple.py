# compare: stderr
def f(x):
    return g(x) + 1


def g(x):
    y = x * 2
    return 10 / (y - 4)


print(f(1))
print(f(2))
print("never")
