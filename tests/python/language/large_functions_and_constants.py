lines = ["def big(a):"]
for i in range(600):
    lines.append(f"    v{i} = a + {i}")
lines.append("    return " + " + ".join(f"v{i}" for i in range(600)))
ns = {}
exec("\n".join(lines), ns)
print(ns["big"](1))
exec("x = [" + ", ".join(str(i * 1000003) for i in range(2000)) + "]", ns)
print(len(ns["x"]), sum(ns["x"]))
exec("d = {" + ", ".join(f"'k{i}': {i}" for i in range(1000)) + "}", ns)
print(len(ns["d"]), ns["d"]["k999"])
src = "def chain(n):\n    if n == 0:\n        return 0\n" + "".join(f"    elif n == {i}:\n        return {i * i}\n" for i in range(1, 400)) + "    else:\n        return -1\n"
exec(src, ns)
print([ns["chain"](i) for i in (0, 1, 200, 399, 400)])
exec("def loop(n):\n    t = 0\n    for i in range(n):\n" + "".join(f"        t += i * {j}\n" for j in range(400)) + "        if t < 0:\n            break\n    return t\n", ns)
print(ns["loop"](10))
exec("def many(" + ", ".join(f"a{i}" for i in range(300)) + "):\n    return a0 + a299 + len(locals())\n", ns)
print(ns["many"](*range(300)))
exec("def kw(" + ", ".join(f"a{i}={i}" for i in range(260)) + "):\n    return a0 + a259\n", ns)
print(ns["kw"](), ns["kw"](a259=1), ns["kw"](5, a259=0))
text = " + ".join(["1"] * 1500)
print(eval(text), eval("(" + ", ".join("x" * 1 for _ in range(500)) + ")", {"x": 7})[499])
exec("class Big:\n" + "".join(f"    def m{i}(self): return {i}\n    c{i} = {i}\n" for i in range(300)), ns)
print(ns["Big"]().m299(), ns["Big"].c150, len([n for n in vars(ns["Big"]) if n[0] in "mc"]))
exec("s = '" + "x" * 100000 + "'", ns)
print(len(ns["s"]), len(eval("f'" + "{1}a" * 300 + "'")))
try:
    exec("def f(): pass\n" * 2000 + "r = f()", ns)
    print(ns["r"])
except SyntaxError as e:
    print(e)
nested = "def f0():\n"
for i in range(1, 15):
    nested += " " * i + f"def f{i}():\n"
nested += " " * 15 + "return 'deep'\n"
for i in range(14, 0, -1):
    nested += " " * i + f"return f{i}()\n"
exec(nested, ns)
print(ns["f0"]())
