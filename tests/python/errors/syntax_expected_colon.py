cases = ["if x\n  pass", "while x\n  pass", "for i in x\n  pass", "def f()\n  pass", "class A\n  pass", "try\n  pass", "with x\n  pass", "else:\n  pass", "if x:\npass", "def f():\npass", "for i in x:\nprint()", "while 1:\nx", "class A:\nx = 1", "try:\npass", "with x:\ny", "try:\n  pass\nx = 1", "try:\n  pass\nexcept A\n  pass", "try:\n  pass\nfinally\n  pass", "if x:\n  pass\nelif y\n  pass", "if x:\n  pass\nelse\n  pass", "lambda x 1", "match x:\n  case 1\n    pass", "match x\n  case 1:\n    pass", "match x:\ncase 1:\n  pass", "x = {1: 2, 3}", "x = {1, 2: 3}", "x = {1:}", "x = {1: *a}", "x = {**a: 1}", "d = {'a': 1, 'b'", "def f(x):", "if x:", "class A:", "except:\n  pass", "finally:\n  pass", "elif x:\n  pass", "case 1:\n  pass"]
for source in cases:
    try:
        compile(source, "<test>", "exec")
        print(repr(source), "compiles")
    except SyntaxError as e:
        print(repr(source), "->", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
