def leaves(eg, depth=0):
    for e in eg.exceptions:
        if isinstance(e, BaseExceptionGroup):
            yield from leaves(e, depth + 1)
        else:
            yield depth, repr(e)


eg = ExceptionGroup("top", [ValueError(1), ExceptionGroup("mid", [TypeError(2), ExceptionGroup("low", [ValueError(3), OSError(4)])]), KeyError(5)])
print(list(leaves(eg)))
match, rest = eg.split(ValueError)
print(list(leaves(match)), list(leaves(rest)), match.message, match.exceptions[1].message)
match, rest = eg.split(lambda e: isinstance(e, ExceptionGroup) and e.message == "low")
print(repr(match), repr(rest))
print(repr(eg.subgroup(lambda e: not isinstance(e, ExceptionGroup) and e.args[0] % 2)))
try:
    raise eg
except* ValueError as v:
    print("V", list(leaves(v)))
except* (TypeError, KeyError) as t:
    print("TK", list(leaves(t)))
except* Exception as rest:
    print("rest", list(leaves(rest)))


def tasks():
    errors = []
    for f in (lambda: 1 / 0, lambda: int("x"), lambda: {}["k"], lambda: "ok"):
        try:
            f()
        except Exception as e:
            errors.append(e)
    raise ExceptionGroup("tasks failed", errors)


counts = {}
try:
    tasks()
except* ArithmeticError as e:
    counts["arith"] = len(e.exceptions)
except* (ValueError, LookupError) as e:
    counts["other"] = [type(x).__name__ for x in e.exceptions]
print(counts)


def nested_handling():
    try:
        try:
            raise ExceptionGroup("g", [ValueError("v"), TypeError("t"), OSError("o")])
        except* ValueError:
            raise KeyError("from value handler")
        except* TypeError as e:
            raise
    except* OSError as e:
        print("os", repr(e))
    except* KeyError as e:
        print("key", repr(e))
    except* TypeError as e:
        print("type", repr(e))


nested_handling()


def returns_after():
    out = []
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError:
        out.append("handled")
    else:
        out.append("else")
    finally:
        out.append("finally")
    return out


print(returns_after())
e = ExceptionGroup("notes", [ValueError(1), TypeError(2)])
e.add_note("kept")
e.__cause__ = OSError("cause")
m, r = e.split(ValueError)
print(m.__notes__, repr(m.__cause__), r.__notes__, m.__traceback__ is e.__traceback__)
try:
    raise BaseExceptionGroup("base", [SystemExit(1), ValueError(2)])
except* SystemExit as s:
    print("exit", repr(s), type(s).__name__)
except* ValueError as v:
    print("value", type(v).__name__)
