class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, end="; ")


def args(a, b=None, *c, **d):
    print("body", end="; ")


args(D("1"), D("2"), D("3"), k=D("4"))
print()


def returns(x):
    y = D("y")
    return x


r = returns(D("x"))
print("returned")
del r
print()


def reassign():
    v = D("first")
    v = D("second")
    print("now", end="; ")
    v = None
    print("end", end="; ")


reassign()
print()


def early():
    a = D("a")
    for i in range(3):
        b = D(f"b{i}")
        if i == 1:
            return i


early()
print()


def raises():
    a = D("held by traceback")
    raise ValueError("x")


try:
    raises()
except ValueError:
    print("handling", end="; ")
print("handled")


def nested():
    cell = D("cell")

    def inner():
        return cell
    return inner


f = nested()
print("closure alive")
f = None
print()
x = [D("l0"), D("l1"), D("l2")]
x[1:2] = []
print()
x = x + [D("l3")]
x = None
print()
D("expr").name
print()
print(D("arg").name)
t = (D("t0"), D("t1"))
t = None
print()
d = {1: D("d1"), 2: D("d2")}
d = None
print()
