source = "x = 1\nif x:\n    y = (1 +\n    z = é[0 5]\n"
for text, mode in ((source, "exec"), ("1 +", "eval"), ("a b", "eval"), ("x = 1", "eval"), ("1\n2", "single"), ("", "eval"), ("for", "exec"), ("def f():\n", "exec"), ("   1", "eval"), ("\t1\n", "eval"), ("(1", "eval"), ("x = 'é日' +", "exec"), ("é = 日 本", "exec")):
    try:
        compile(text, "<text>", mode)
        print(repr(text), "compiles")
    except SyntaxError as e:
        print(ascii(text), mode, type(e).__name__, e.msg, e.filename, e.lineno, e.offset, e.end_lineno, e.end_offset, ascii(e.text), ascii(e.args), str(e) == f"{e.msg} (<text>, line {e.lineno})")
try:
    eval("1 +\n")
except SyntaxError as e:
    print(e)
try:
    exec("\n\n\nbad syntax here")
except SyntaxError as e:
    print(e, e.filename)
for args in ((5, "f", "exec"), ("1", 5, "exec"), ("1", "f", "bad"), ("1",), ("1", "f", "exec", -1), (None, "f", "eval")):
    try:
        compile(*args)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(issubclass(IndentationError, SyntaxError), issubclass(TabError, IndentationError))
