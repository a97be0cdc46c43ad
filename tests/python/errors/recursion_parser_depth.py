for source in ("(" * 10000 + ")" * 10000, "[" * 10000, "{" * 10000 + "}" * 10000, "-" * 100000 + "1", "not " * 50000 + "1", "f(" * 5000 + ")" * 5000, "a." * 5 + "b", "(" * 300 + "1" + ")" * 300, "x" + "[0]" * 50 , "~" * 20 + "1"):
    try:
        compile(source, "<deep>", "eval")
        print(source[:10], "compiles")
    except (SyntaxError, MemoryError, RecursionError) as e:
        print(source[:10], "rejected")
try:
    compile("(" * 201 + ")" * 201, "<deep>", "eval")
except SyntaxError as e:
    print(e.msg)
print(eval("(" * 50 + "1" + ")" * 50), eval("+".join(["1"] * 2000)), eval("-" * 50 + "1"), len(eval("[" + "1," * 5000 + "]")))
try:
    compile("if 1:\n" + "".join("  " * i + "if 1:\n" for i in range(1, 120)) + "  " * 120 + "pass", "<deep>", "exec")
except SyntaxError as e:
    print(type(e).__name__, e.msg)
print(eval("0 if 0 else " * 40 + "7"), eval("lambda: " * 20 + "1")()()()  is not None)
nested = "for a in x:\n"
for i in range(1, 21):
    nested += " " * i + "for a in x:\n"
try:
    compile(nested + " " * 21 + "pass", "<blocks>", "exec")
    print("20 blocks compile")
except SyntaxError as e:
    print(e.msg)
