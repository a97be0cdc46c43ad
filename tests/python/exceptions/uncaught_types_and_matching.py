class A(Exception):
    pass


class B(A):
    pass


def which(exc, *handlers):
    try:
        raise exc
    except handlers as e:
        return "matched " + type(e).__name__
    except BaseException as e:
        return "base " + type(e).__name__


print(which(B(), A), which(A(), B), which(A, (B, A)[1]), which(KeyboardInterrupt(), Exception), which(SystemExit(2), BaseException), which(GeneratorExit(), Exception), which(A()))


def order(e):
    try:
        raise e
    except B:
        return "B"
    except A:
        return "A"
    except (ValueError, (TypeError)):
        return "VT"
    except Exception:
        return "E"
    except:
        return "bare"


print([order(e) for e in (A(), B(), ValueError(), TypeError(), KeyError(), SystemExit())])
for bad in (5, "text", (ValueError, 5), [ValueError], None, object):
    try:
        try:
            raise KeyError("k")
        except bad:
            print("matched?")
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)
try:
    try:
        raise A("evaluated lazily")
    except A:
        print("first")
    except undefined_name:
        print("never evaluated")
except NameError:
    print("evaluated")


class Meta(type):
    def __instancecheck__(cls, o):
        return True

    def __subclasscheck__(cls, o):
        return True


class Fake(Exception, metaclass=Meta):
    pass


try:
    try:
        raise KeyError("not fooled")
    except Fake:
        print("fooled")
except KeyError as e:
    print(e)


def raising(what):
    try:
        raise what
    except BaseException as e:
        return repr(e)


class NeedsArg(Exception):
    def __init__(self, a):
        super().__init__(a)


class BadNew(Exception):
    def __new__(cls):
        return 5


print(raising(ValueError), raising(ValueError()), raising(NeedsArg), raising(NeedsArg(1)), raising(BadNew), raising(int), raising(5), raising(type))
