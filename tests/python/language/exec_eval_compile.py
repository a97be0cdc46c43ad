print(eval("1 + 2"), eval("  3 * 4"), eval("x + 1", {"x": 5}), eval("x + y", {"x": 1}, {"y": 2}), eval("[i * 2 for i in range(3)]"), eval("(lambda a: a * 2)(4)"))
ns = {}
exec("a = 1\nb = a + 1\ndef f(x):\n    return x + a\n", ns)
print(ns["a"], ns["b"], ns["f"](10), sorted(k for k in ns if k != "__builtins__"))
code = compile("x * 2", "<s>", "eval")
print(eval(code, {"x": 21}), type(code).__name__, code.co_filename, code.co_name)
code = compile("y = 5\nprint('in exec', y)", "<s>", "exec")
exec(code)
print(y, exec("1 + 1"), eval(compile("1; 2", "<s>", "exec")))
exec(compile("1 + 1", "<s>", "single"))
exec(compile("'text'", "<s>", "single"))
exec(compile("None", "<s>", "single"))
exec(compile("z = 3", "<s>", "single"))
print(z, eval("z"))


def local_scope():
    v = 10
    exec("v = 99; w = 1")
    return v, eval("v + 1"), "w" in locals()


print(local_scope())


def with_locals():
    d = {}
    exec("q = 5", globals(), d)
    return d, "q" in globals()


print(with_locals())
for text, args in (("eval('x = 1')", ()), ("eval('')", ()), ("eval('1 +')", ()), ("exec('1 +')", ()), ("eval(5)", ()), ("exec(5)", ()), ("eval('1', 5)", ()), ("eval('1', {}, 5)", ()), ("exec('x', {}, {})", ()), ("compile('1', 'f', 'bad')", ()), ("eval('undefined')", ()), ("eval('1', None, None)", ()), ("eval(b'1 + 1')", ()), ("eval('1\\n')", ()), ("eval('\\n 1')", ()), ("exec(b'pass')", ()), ("eval('1;2')", ()), ("exec('return 1')", ()), ("eval(compile('1', 'f', 'exec'), 5)", ())):
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
g = {"__builtins__": {}}
for text in ("len([])", "1 + 1", "print(1)"):
    try:
        print(text, eval(text, g))
    except NameError as e:
        print(text, "->", e)
g = {"__builtins__": {"len": lambda x: "custom len"}}
print(eval("len([])", g))


class Mapping:
    def __getitem__(self, k):
        return k.upper()


print(eval("abc + d", {}, Mapping()), eval("(lambda: 5)()", {}))


class Recorder(dict):
    def __setitem__(self, k, v):
        print("store", k, v)
        super().__setitem__(k, v)


exec("m = 1\nn = m + 1", {}, Recorder())
exec("class K:\n    def f(self): return __name__", ns2 := {"__name__": "made"})
print(ns2["K"]().f(), ns2["K"].__module__)
exec("global gg\ngg = 7", {}, {})
x = 1
exec("x += 1")
print(x, eval("x", {"x": "inner"}))
