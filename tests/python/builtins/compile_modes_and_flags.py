for mode, source in (("eval", "1 + 2"), ("exec", "x = 1\ny = 2"), ("single", "3 + 4"), ("eval", "(yield)"), ("exec", ""), ("exec", "# only a comment"), ("eval", "lambda: 0"), ("single", "if 1:\n  5\n"), ("single", "a = 1; a"), ("single", ""), ("single", "1\n2"), ("eval", "x = 1"), ("eval", "\n\n1"), ("exec", "\\\n"), ("exec", "x = '''\n'''"), ("eval", "1;"), ("exec", "1;"), ("exec", ";"), ("exec", "pass;;pass"), ("exec", "\x0cx = 1"), ("exec", "x = 1\r\ny = 2\rz = 3"), ("eval", "  1  "), ("single", "for i in (1, 2): i\n\n"), ("exec", "\ufeffx = 1"), ("bad", "1")):
    try:
        code = compile(source, "<src>", mode)
        print(mode, repr(source), "->", end=" ")
        r = eval(code, {})
        print(type(r).__name__ if callable(r) else r)
    except (SyntaxError, ValueError) as e:
        print(mode, repr(source), "->", type(e).__name__, e)
c = compile("def f(a):\n    return a * 2\n", "file.py", "exec")
print(c.co_filename, c.co_name, c.co_firstlineno, c.co_names)
ns = {}
exec(c, ns)
exec(c, ns)
print(ns["f"](5), ns["f"].__code__.co_filename, ns["f"].__code__.co_firstlineno)
print(eval(compile(b"1 + 1", "b", "eval")), eval(compile(bytearray(b"2 + 2"), "b", "eval")), eval(compile(memoryview(b"3"), "b", "eval")), eval(compile("# coding: latin-1\n'\u00e9'".encode("latin-1"), "f", "eval")), eval(b"'\xc3\xa9'"))
for args in (("1 + ", "f", "eval"), ("é\x00", "f", "exec"), (5, "f", "exec"), ("1", 5, "eval"), ("1", "f", 5), ("1", "f", "eval", "x"), ("1", "f", "eval", 1 << 30), ("1", "f", "eval", 0, False, 5), ("1", b"bytes name", "eval")):
    try:
        print(compile(*args).co_filename)
    except Exception as e:
        print(type(e).__name__, e)
assert_code = compile("assert 0, 'msg'\nresult = __debug__", "f", "exec", optimize=0)
try:
    exec(assert_code, {})
except AssertionError as e:
    print("AssertionError", e)
ns = {}
exec(compile("assert 0\nr = __debug__\ndef f():\n    'doc'", "f", "exec", optimize=1), ns)
print(ns["r"], ns["f"].__doc__)
exec(compile("def f():\n    'doc'", "f", "exec", optimize=2), ns)
print(ns["f"].__doc__)
