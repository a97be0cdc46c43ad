x = 1


def f():
    x = 2
    exec("x = 3")
    return x, eval("x")


print(f(), x)


def g():
    exec("global y; y = 10")
    return y


print(g(), y)


def h():
    ns = {"x": 100}
    exec("x += 1\nz = x", ns)
    exec("def inner(): return x + z", ns)
    return ns["inner"](), sorted(k for k in ns if k != "__builtins__")


print(h())


class C:
    v = 5
    exec("w = v + 1")
    print(eval("v * 2"), sorted(k for k in locals() if len(k) == 1))


print(C.w)
glob, loc = {"a": 1}, {"a": 2, "b": 3}
print(eval("a + b", glob, loc), eval("[a for _ in range(2)]", glob, loc), eval("(lambda: a)()", glob, loc))
exec("a = 50; c = a", glob, loc)
print(glob.get("c"), loc["c"], loc["a"], glob["a"])
exec("def f(): return a\nr = f()", glob, loc)
print(loc["r"])
code = compile("counter += 1\nresult = counter", "<count>", "exec")
ns = {"counter": 0}
for _ in range(5):
    exec(code, ns)
print(ns["result"])
exec("import math\nfrom math import floor as fl", ns)
print(ns["fl"](2.5), ns["math"].__name__, "math" in globals())
exec("class K:\n    a = 1\n    def m(self): return __class__.a", ns)
print(ns["K"]().m())
exec("try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    msg = str(e)", ns)
print(ns["msg"], "e" in ns)
exec("for i in range(3): pass\nwhile False: pass\nsquares = [j * j for j in range(i)]", ns)
print(ns["i"], ns["squares"], "j" in ns)
exec("del i", ns)
print("i" in ns, eval("__name__"), eval("__name__", {"__name__": "other"}), eval("__builtins__ is not None", {}))
print(eval("x if x else y", {"x": 0, "y": "y"}), eval("lambda a, b=2: a + b")(1), eval("{k: v for k, v in zip('ab', (1, 2))}"), eval("f'{1 + 1}'"), eval("1,2"), eval(" 1"), eval("1 # comment"), eval("(1\n+ 2)"))
