def run(exc):
    print("--", repr(exc))
    try:
        try:
            if exc:
                raise exc
        except* ValueError as e:
            print("ValueError", repr(e))
        except* (TypeError, KeyError) as e:
            print("TypeError/KeyError", repr(e))
        else:
            print("else")
        finally:
            print("finally")
    except BaseException as e:
        print("left", repr(e), repr(e.__context__), repr(e.__cause__))


run(None)
run(ValueError("plain"))
run(ExceptionGroup("g", [ValueError(1), TypeError(2), ValueError(3)]))
run(ExceptionGroup("g", [ValueError(1), OSError(2), ExceptionGroup("n", [KeyError(3), IndexError(4)])]))
run(OSError("unhandled"))
run(BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)]))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new in handler")
except ExceptionGroup as e:
    print(repr(e), [repr(x.__context__) for x in e.exceptions])
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise
except ExceptionGroup as e:
    print(repr(e))
try:
    try:
        raise ValueError("naked")
    except* ValueError as e:
        raise RuntimeError("r") from e
except Exception as e:
    print(repr(e), repr(e.__cause__))
for bad in ("try:\n  pass\nexcept* ValueError:\n  pass\nexcept TypeError:\n  pass", "try:\n  pass\nexcept*:\n  pass", "for i in x:\n  try:\n    pass\n  except* A:\n    break", "for i in x:\n  try:\n    pass\n  except* A:\n    continue", "def f():\n  try:\n    pass\n  except* A:\n    return 1"):
    try:
        compile(bad, "<t>", "exec")
    except SyntaxError as e:
        print(e.msg, e.lineno)
try:
    try:
        raise ValueError
    except* ExceptionGroup:
        pass
except TypeError as e:
    print(e)
try:
    try:
        raise ValueError
    except* 5:
        pass
except TypeError as e:
    print(e)
n = 0
for i in range(3):
    try:
        raise ExceptionGroup("loop", [ValueError(i)])
    except* ValueError as e:
        n += e.exceptions[0].args[0]
print(n)
