class HttpError(Exception):
    status = 500

    def __init__(self, message="", *, detail=None):
        super().__init__(message)
        self.detail = detail

    def __str__(self):
        base = super().__str__()
        return f"{self.status} {base}" + (f" ({self.detail})" if self.detail else "")

    def __init_subclass__(cls, status=None, **kw):
        super().__init_subclass__(**kw)
        if status:
            cls.status = status


class NotFound(HttpError, status=404):
    pass


class Teapot(HttpError, status=418):
    def __repr__(self):
        return "Teapot!"


for cls, args, kw in ((HttpError, (), {}), (NotFound, ("page",), {}), (NotFound, ("page",), {"detail": "gone"}), (Teapot, ("short",), {})):
    try:
        raise cls(*args, **kw)
    except HttpError as e:
        print(type(e).__name__, str(e), repr(e), e.args, e.status, vars(e))


class MultiBase(KeyError, AttributeError):
    pass


for catch in (KeyError, AttributeError, LookupError):
    try:
        raise MultiBase("both")
    except catch as e:
        print(catch.__name__, e, repr(e))


class Slotted(Exception):
    __slots__ = ("x",)


s = Slotted("a")
s.x = 5
s.anything = 6
print(s.x, s.anything, s.args)


class Eq(Exception):
    def __eq__(self, o):
        return self.args == o.args

    __hash__ = Exception.__hash__


print(Eq(1) == Eq(1), Eq(1) == Eq(2))


class NoArgsKept(Exception):
    def __init__(self, a, b):
        self.total = a + b


e = NoArgsKept(1, 2)
print(e.args, e.total, str(e), repr(e))


class Stop(StopIteration):
    pass


class Exit(SystemExit):
    def __init__(self):
        super().__init__(7)


def g():
    yield 1
    raise Stop("custom stop")


try:
    list(g())
except RuntimeError as err:
    print(err, repr(err.__cause__))
try:
    raise Exit
except SystemExit as err:
    print(err.code)


class Err(OSError):
    pass


class Err2(OSError):
    def __init__(self, path, why):
        super().__init__(5, why, path)


print(Err(2, "m"), Err("only"), Err(2, "m", "f").filename, Err2("p", "w"), Err2("p", "w").errno)


class Uni(UnicodeError):
    pass


class Imp(ImportError):
    pass


print(Uni("u"), repr(Imp("i", name="n")), Imp("i", name="n").name, Imp.__mro__[1].__name__)
import copy
c = copy.copy(NotFound("page", detail="d"))
print(c, c.detail, type(c).__name__)
