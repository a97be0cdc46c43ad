# compare: stderr
source = "def f(x):\n    return x / 0\n\nf(5)\n"
try:
    exec(source)
except ZeroDivisionError:
    print("caught")
exec(compile(source, "made_up.py", "exec"))
