def v(name, value=None):
    print(name, end=" ")
    return name if value is None else value


print(v("a") + v("b") * v("c", 2))
print(v("t") if v("cond", 1) else v("f"))
d = {v("k1"): v("v1"), v("k2"): v("v2")}
print()
[v("l1"), v("l2")]
print()
(v("f", lambda *a, **k: print("call", a, k)))(v("x"), *[v("y")], k=v("z"))
x = [0, 0, 0]
x[v("i", 1)] = v("value", 5)
print(x)
v("obj", x)[v("i2", 0)], y = v("r1", 1), v("r2", 2)
print(x, y)
print(v("lo", 1) < v("mid", 2) < v("hi", 0) < v("never", 9))
print(v("o1", "") or v("o2", 0) or v("o3", "x") or v("o4"))
print(v("a1", 1) and v("a2", 0) and v("a3", 1))
print(not v("n", 0), v("s", "text")[v("start", 1):v("stop", 3):v("step", 1)])
x[v("aug", 2)] += v("augv", 10)
print(x)


class C:
    @property
    def attr(self):
        print("get attr", end=" ")
        return self

    def method(self, *a):
        print("method", a)
        return self


C().attr.method(v("arg1")).attr.method(v("arg2"), v("arg3"))
a = b = c = v("once")
print(a, b, c)
print((lambda p=v("default"): p)(), f"{v('f1')}{v('f2'):>{v('w', 5)}}")
{**{v("m1"): 1}, v("m2"): 2}
print()
assert v("assert", 1), v("message never")
del x[v("del", 0)]
print(x)
print(v("in1", 1) in v("in2", [1]), v("is1", None) is v("is2", 5))


@v("deco1", lambda f: f)
@v("deco2", lambda f: f)
def g(a=v("d1"), *, b=v("d2")) -> v("ret"):
    pass


print()
class D(v("base", object), metaclass=v("meta", type)):
    pass
print()
