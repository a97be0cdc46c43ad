# __builtins__ of a namespace may be anything: names are looked for there, and never beside it.
import builtins
import gc


class Names(dict):
    def __getitem__(self, name):
        if name == "wrong":
            raise ValueError(name)
        return dict.__getitem__(self, name)


class Empty:
    pass


CODE = (
    "import sys",
    "len",
    "wrong",
    "class C: pass",
    "assert 1",
    "def f(): return len\nf()",
    "import sys as s\ns",
)
for names in ([], 5, None, {}, Names(), Names(len=3), b"\xff" * 200, Empty(), print):
    for code in CODE:
        try:
            exec(code, {"__builtins__": names})
            print("done", code)
        except SystemError as e:
            print(type(names).__name__, repr(code), "SystemError")
        except Exception as e:
            print(type(names).__name__, repr(code), repr(e))

# The same code remembers where it found a name, and must not trust that with other builtins.
names = {"__builtins__": builtins}
code = compile("len", "<names>", "eval")
print([eval(code, names) for _ in range(20)].count(len))
for other in (5, b"\xff" * 200, [], Empty(), {"len": 7}, Names(len=8), builtins):
    names["__builtins__"] = other
    for _ in range(3):
        try:
            print(eval(code, names))
        except Exception as e:
            print(type(e).__name__)

# What the collector was told to keep goes with the program all the same.
gc.disable()


class Node:
    def __init__(self):
        self.me = self


Node()
gc.set_debug(gc.DEBUG_SAVEALL)
gc.collect()
Node()
gc.freeze()
Node()
