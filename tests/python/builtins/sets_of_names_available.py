import builtins
names = [n for n in dir(builtins) if not n.startswith("_") and n not in ("copyright", "credits", "license", "exit", "quit", "help")]
print(len(names), names)
print(sorted(n for n in dir(builtins) if n.startswith("__")))
print([type(getattr(builtins, n)).__name__ for n in ("len", "int", "None", "True", "Ellipsis", "NotImplemented", "ValueError", "print", "super")], builtins.len is len, __builtins__ is builtins, builtins.__name__)
len_saved = builtins.len
builtins.len = lambda x: "patched"
print(len([1, 2]))
builtins.len = len_saved
print(len([1, 2]))
builtins.new_name = "everywhere"
print(new_name)


def f():
    return new_name


print(f())
del builtins.new_name
try:
    f()
except NameError as e:
    print(e)
len = 5
print(len)
del len
print(len([1]))
try:
    del len
except NameError as e:
    print(e)
print(callable(print), callable(builtins), repr(len), repr(print), repr(int), repr(ValueError), len.__name__, len.__module__, len.__self__ is builtins, print.__qualname__, len.__text_signature__)
