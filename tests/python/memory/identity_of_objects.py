x = object()
a = id(x)
del x
y = object()
print(id(y) == a)
s = "abc"
t = s
print(s is t, id(s) == id(t), s is "abc".replace("z", "q"), [] is [], () is (), None is None)
a, b = 5, 5
print(a is b, a + 251 is b + 251)
print((lambda: 1000)() is (lambda: 1000)(), int("5") is int("5"), int("-5") is int("-5"), int("256") is int("256"), int("257") is int("257"), int("-6") is int("-6"))
for n in (-6, -5, 0, 256, 257):
    print(n, int(str(n)) is int(str(n)))
x = 10 ** 3
y = 10 ** 3
print(x == y, x is x, chr(97) is chr(97), "ab"[0] is "xa"[1])
l = [1, 2]
m = l
m += [3]
print(l is m, l[:] is l, list(l) is l, tuple((1, 2)[:]) == (1, 2))
f = 1.5
g = f
print(f is g, f == 3.0 / 2)
d = {"k": l}
print(d["k"] is l, [l][0] is l, (l,)[0] is l, (lambda v: v)(l) is l)
big = 2 ** 100
print(big is big, big == 2 ** 100, id(big) == id(big), [big][0] is big)
h = 12345.678
lst = [h, h]
print(lst[0] is lst[1], lst[0] is h, {1: h}[1] is h)


def same(v):
    return v


print(same(h) is h, same(big) is big, id(same(h)) == id(h))
n = 1 << 40
pair = (n, n)
print(pair[0] is pair[1], pair[0] is n)


class C:
    pass


o = C()
o.v = n
print(o.v is n, o.v is o.v, C.__dict__ is C.__dict__, o.__dict__ is o.__dict__, C is type(o))
