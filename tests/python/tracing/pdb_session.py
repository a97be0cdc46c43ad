# A session of the debugger, from the commands of a text.
import io
import pdb
import sys


def factorial(n):
    if n <= 1:
        return 1
    r = n * factorial(n - 1)
    return r


def pairs(n):
    for i in range(n):
        yield i, i * i


def program():
    total = 0
    for i, square in pairs(3):
        total += factorial(i) + square
    try:
        total /= 0
    except ZeroDivisionError:
        total += 100
    return total


def session(commands, function):
    out = io.StringIO()
    debugger = pdb.Pdb(stdin=io.StringIO("\n".join(commands) + "\n"), stdout=out, nosigint=True,
                       readrc=False)
    debugger.use_rawinput = False
    debugger.prompt = "(Pdb) "
    try:
        result = debugger.runcall(function)
    except pdb.bdb.BdbQuit:
        result = "quit"
    print(out.getvalue().replace(__file__, "FILE"))
    print("result", result)


session(["n", "n", "n", "s", "a", "w", "s", "r", "n", "p i, square, total", "c"], program)
session(["b factorial", "c", "p n", "c", "p n", "u", "p total", "d", "cl 1", "!n = 5", "n", "n",
         "c"], program)
session(["b 26", "c", "whatis total", "pp locals()['total']", "tbreak 27", "c", "n", "r", "c"],
        program)
session(["b factorial, n == 2", "c", "unt", "until", "q"], program)


def stops_itself():
    x = 1
    pdb.Pdb(stdin=io.StringIO("p x\nn\np x\nc\n"), stdout=sys.stdout, nosigint=True,
            readrc=False).set_trace()
    x = 2
    x = 3
    return x


print(stops_itself())
