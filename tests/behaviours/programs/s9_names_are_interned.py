# Names, attribute names and constants that look like identifiers are one object each, whichever
# code object they come from; a constant with another character is not.
import sys


def some_function_name(some_parameter):
    some_local = some_parameter
    return some_local


class SomeClass:
    class_attribute = 1

    def __init__(self):
        self.instance_attribute = 2


def same(text, name):
    return text is sys.intern(name)


code = some_function_name.__code__
print(same(some_function_name.__name__, "".join(["some_", "function_name"])))
print(same(code.co_name, "".join(["some_", "function_name"])))
print(same(code.co_varnames[0], "".join(["some_", "parameter"])))
print(same(code.co_varnames[1], "".join(["some_", "local"])))
print([same(name, "".join(["class_", "attribute"])) for name in vars(SomeClass) if name.startswith("class_")])
print([same(name, "".join(["instance_", "attribute"])) for name in vars(SomeClass())])
table = {}
exec("made = 'identifier_like_constant'", table)
first = table["made"]
exec("made = 'identifier_like_constant'", table)
print(first is table["made"])
exec("made = 'with a space'", table)
first = table["made"]
exec("made = 'with a space'", table)
print(first == table["made"], first is table["made"])
print([name is sys.intern("".join(["key", "word"])) for name in (lambda **named: named)(keyword=1)])
setattr(SomeClass, "".join(["late_", "name"]), 1)
print([same(name, "".join(["late_", "name"])) for name in vars(SomeClass) if name.startswith("late_")])
