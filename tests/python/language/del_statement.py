x = 1
del x
try:
    x
except NameError as e:
    print(e)
a, b, c = 1, 2, 3
del a, (b, c)
print("a" in globals(), "c" in globals())
items = list(range(10))
del items[0], items[-1]
print(items)
del items[1:3]
print(items)
del items[::2]
print(items)
d = {"k": 1}
del d["k"]
print(d)
for text in ("del d['k']", "del items[50]", "del undefined", "del (1).real", "del 'abc'[0]", "del (1, 2)[0]"):
    try:
        exec(text)
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class C:
    v = 1


o = C()
o.w = 2
del o.w, C.v
print(hasattr(o, "w"), hasattr(C, "v"))
try:
    del o.w
except AttributeError as e:
    print(e)


def f():
    y = 1
    del y
    try:
        return y
    except UnboundLocalError as e:
        return str(e)


print(f())
