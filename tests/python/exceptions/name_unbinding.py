try:
    raise ValueError("one")
except ValueError as e:
    print(e)
try:
    e
except NameError as n:
    print(n)
e = "outer"
try:
    raise KeyError
except KeyError as e:
    pass
print("e" in globals())


def f():
    try:
        raise ValueError
    except ValueError as x:
        x = 5
    try:
        return x
    except UnboundLocalError as err:
        return str(err)


print(f())


def g():
    try:
        raise ValueError
    except ValueError as x:
        del x
    return "del is fine"


print(g())


def keep():
    saved = None
    try:
        raise ValueError("kept")
    except ValueError as e:
        saved = e
    return saved


print(repr(keep()))


def closure():
    try:
        raise ValueError("closed over")
    except ValueError as e:
        fn = lambda: e
        print(repr(fn()))
    try:
        fn()
    except NameError as err:
        print(err)


closure()


class C:
    try:
        raise ValueError
    except ValueError as err:
        seen = True


print(hasattr(C, "err"), C.seen)
for i in range(2):
    try:
        try:
            raise ValueError(i)
        except ValueError as a:
            raise TypeError(a)
    except TypeError as a:
        print(repr(a), repr(a.__context__))
try:
    raise ExceptionGroup("g", [ValueError()])
except* ValueError as eg:
    pass
try:
    eg
except NameError as n:
    print(n)
