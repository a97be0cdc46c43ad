# Code objects: equality by value, replace(), and globals that are a subclass of dict.
def make(text):
    return compile(text, "<text>", "eval")


print(make("1 + a") == make("1 + a"), hash(make("1 + a")) == hash(make("1 + a")))
print(make("1") == make("1.0"), make("0.0") == make("-0.0"), make("(1, 2)") == make("(1, True)"))
print(make("a") == make("b"), make("f(a)") != make("f(b)"), make("lambda: 1") == make("lambda: 1"))


def function(a, b=2):
    return a.real + b + 1000


code = function.__code__
print(function(1), code.replace(co_name="other").co_name, code.replace(co_firstlineno=7).co_firstlineno)


class Globals(dict):
    def __missing__(self, key):
        if key.startswith("number_"):
            return int(key[7:])
        raise KeyError(key)


adding = eval("lambda: number_3 + number_4", Globals())
print(adding(), adding())
exec("print(number_5)", Globals())
try:
    exec("print(missing)", Globals())
except NameError as error:
    print(error)
