def run(make):
    out = []
    try:
        try:
            raise make()
        except* ValueError as eg:
            out.append(("inner V", [str(e) for e in eg.exceptions]))
            try:
                raise KeyError("handled inside")
            except KeyError as k:
                out.append(("plain inside", str(k), repr(k.__context__)))
        except* TypeError:
            out.append("inner T")
            raise RuntimeError("from T")
        else:
            out.append("else")
        finally:
            out.append("finally")
    except ExceptionGroup as e:
        out.append(("outer group", repr(e)))
    except RuntimeError as e:
        out.append(("runtime", str(e)))
    except Exception as e:
        out.append(("other", repr(e)))
    return out


for make in (lambda: ExceptionGroup("g", [ValueError("a"), ValueError("b")]), lambda: ExceptionGroup("g", [ValueError("a"), OSError("o")]), lambda: ExceptionGroup("g", [TypeError("t")]), lambda: ExceptionGroup("g", [TypeError("t"), ValueError("v"), OSError("o")]), lambda: ValueError("single"), lambda: OSError("single os"), lambda: TypeError("single t")):
    for line in run(make):
        print(line)
    print("--")


def in_loop():
    for i in range(3):
        try:
            if i:
                raise ExceptionGroup(f"g{i}", [ValueError(i), KeyError(i)])
        except* KeyError as e:
            print("key", e.exceptions)
        except* ValueError as e:
            print("value", e.exceptions)
        else:
            print("no error", i)


in_loop()


def gen():
    try:
        yield 1
    except* ValueError as e:
        yield ("star", repr(e))


g = gen()
next(g)
print(g.throw(ValueError("thrown")))
try:
    raise ExceptionGroup("a", [ExceptionGroup("b", [ExceptionGroup("c", [ValueError("deep")])])])
except* ValueError as e:
    print(repr(e))
try:
    try:
        raise ExceptionGroup("eg", [ValueError(1)])
    except* ValueError as e:
        e.add_note("n")
        raise e
except ExceptionGroup as e:
    print(repr(e))
try:
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise e.exceptions[0]
except BaseException as e:
    print(repr(e))


class MyG(ExceptionGroup):
    def __new__(cls, msg, excs, code=0):
        self = super().__new__(cls, msg, excs)
        self.code = code
        return self

    def derive(self, excs):
        return MyG(self.message, excs, self.code)


try:
    try:
        raise MyG("mine", [ValueError(1), KeyError(2)], 42)
    except* KeyError as e:
        print(type(e).__name__, e.code, e.exceptions)
except MyG as rest:
    print(type(rest).__name__, rest.code, rest.exceptions)
