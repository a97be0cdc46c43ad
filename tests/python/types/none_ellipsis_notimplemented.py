print(None, Ellipsis, ..., NotImplemented, repr(None), bool(None), bool(...), type(None).__name__, type(...).__name__, type(NotImplemented).__name__)
print(None is None, None == None, None == 0, None != False, ... is Ellipsis, hash(None) == hash(None), {None: 1}[None], [None].index(None), str(None), f"{None}", None in (None,))
print(type(None)() is None, type(...)() is ..., type(NotImplemented)() is NotImplemented, isinstance(None, type(None)), None or "x", None and "y", not None)
for text in ("None.x", "None()", "None + 1", "None[0]", "None < None", "len(None)", "None.x = 1", "type(None)(5)", "class_of_none()", "for_none()", "...()", "...[0]", "iter(None)", "-None", "None = 1", "Ellipsis.x", "int(None)", "float(None)", "None + None", "[] + None", "'' + None", "sum([None])", "min(None, 1)"):
    try:
        print(text, eval(text, {}) if " = " not in text else exec(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e.msg if isinstance(e, SyntaxError) else e)
try:
    class N(type(None)):
        pass
except TypeError as e:
    print(e)
try:
    class E(type(...)):
        pass
except TypeError as e:
    print(e)


def nothing():
    pass


def explicit():
    return


print(nothing(), explicit(), print("x"), [].append(1), {}.clear())
x = [None] * 3
print(x, x.count(None), None.__class__, None.__doc__, None.__eq__(None), None.__eq__(1), None.__bool__(), None.__repr__(), (None,) < (None, 1))
