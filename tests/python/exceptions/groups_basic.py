eg = ExceptionGroup("group", [ValueError("a"), TypeError("b"), ExceptionGroup("inner", [KeyError("c"), ValueError("d")])])
print(eg, eg.message, len(eg.exceptions), repr(eg), eg.args[0], isinstance(eg, Exception))
print(repr(eg.subgroup(ValueError)), repr(eg.subgroup((KeyError, TypeError))), eg.subgroup(OSError), repr(eg.subgroup(lambda e: "d" in str(e))))
print([repr(x) for x in eg.split(ValueError)], [repr(x) for x in eg.split(OSError)], [repr(x) for x in eg.split(Exception)])
print(repr(eg.derive([ValueError("new")])))
b = BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError()])
print(repr(b), type(BaseExceptionGroup("x", [ValueError()])).__name__, isinstance(b, Exception))
for text in ("ExceptionGroup()", "ExceptionGroup('m')", "ExceptionGroup('m', [])", "ExceptionGroup('m', 5)", "ExceptionGroup('m', [1])", "ExceptionGroup('m', [ValueError])", "ExceptionGroup(5, [ValueError()])", "ExceptionGroup('m', [KeyboardInterrupt()])", "ExceptionGroup('m', {ValueError()})", "eg.subgroup(5)", "eg.split('x')", "eg.subgroup((ValueError, 5))", "eg.derive(5)"):
    try:
        print(text, eval(text))
    except (TypeError, ValueError) as e:
        print(text, "->", type(e).__name__, e)


class MyGroup(ExceptionGroup):
    def derive(self, excs):
        return MyGroup("derived " + self.message, excs)


m = MyGroup("mine", [ValueError(1), KeyError(2)])
m.add_note("note")
match, rest = m.split(ValueError)
print(repr(match), repr(rest), match.__notes__, type(rest).__name__)


class FailingGroup(ExceptionGroup):
    pass


print(repr(FailingGroup("f", [ValueError(1), KeyError(2)]).subgroup(KeyError)))


class Both(BaseExceptionGroup, Exception):
    pass


try:
    class Bad(ExceptionGroup, ValueError):
        pass
    print(repr(Bad("x", [KeyError()])))
except TypeError as e:
    print(e)
try:
    eg.exceptions = ()
except AttributeError as e:
    print(e)
try:
    raise eg
except ExceptionGroup as e:
    print(e is eg, e.exceptions[2].exceptions)
print(ExceptionGroup[int] if hasattr(ExceptionGroup, "__class_getitem__") else None)
