import sys
print(sys.intern("hello world!") is sys.intern("hello " + "world!"))
a = "py"
b = "thon"
c = "python"
print("py" "thon" is c, "py" + "thon" is c, a + b is c, a + b == c, sys.intern(a + b) is c)
s1 = "uwesdfwe"
s2 = s1 * 1
print(s1 is s2)
print("" is "abc"[:0], "" is "".join([]), "" is str(), "a" is "abc"[0], "é" is chr(233), "z" is "xyz"[2])
print([chr(i) is chr(i) for i in (0, 65, 127, 128, 255)])


class K:
    attribute_name = 1


k = K()
k.instance_name = 2
print(list(k.__dict__)[0] is "instance_name", [n for n in K.__dict__ if n == "attribute_name"][0] is sys.intern("attribute_name"))


def func(parameter_name):
    pass


print(func.__code__.co_varnames[0] is "parameter_name", func.__name__ is "func")
x = 7
base = sys.getrefcount(7)
many = [7] * 100
print(sys.getrefcount(7) - base >= 100)
print(all(int(str(n)) is int(str(n)) for n in range(-5, 257)), int("257") is int("257"), int("-6") is int("-6"), (255 + int("1")) is int("256"))
print(len({id(n) for n in [int("100") for _ in range(50)]}), len({id(s) for s in ["".join(["a", "b"]) for _ in range(5)]} ) >= 1)
t = sys.intern("".join(["dyn", "amic"]))
u = sys.intern("".join(["dyn", "amic"]))
print(t is u, t is "dynamic")
try:
    sys.intern(5)
except TypeError as e:
    print(e)


class S(str):
    pass


try:
    sys.intern(S("x"))
except TypeError as e:
    print(e)
