def f1():
    for i in range(3):
        try:
            return i
        finally:
            print("f1", i)


def f2():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError:
            continue
        finally:
            print("f2", i)
    return "end"


def f3():
    try:
        return "try"
    finally:
        try:
            raise KeyError
        except KeyError:
            print("handled in finally")


def f4():
    while True:
        try:
            try:
                1 / 0
            finally:
                print("inner")
                break
        finally:
            print("outer")
    return "f4"


def f5():
    try:
        try:
            raise ValueError("first")
        finally:
            raise TypeError("second")
    except TypeError as e:
        return repr(e.__context__)


def f6(x):
    try:
        if x:
            return "early"
    except Exception:
        pass
    else:
        return "else"
    finally:
        print("f6 finally")
    return "late"


def f7():
    x = 1
    try:
        return x
    finally:
        x = 2


def f8():
    items = []
    try:
        return items
    finally:
        items.append("added")


def f9():
    for i in range(2):
        for j in range(2):
            try:
                if j:
                    break
                try:
                    if i:
                        return i, j
                finally:
                    print("in", i, j)
            finally:
                print("out", i, j)


def f10():
    try:
        yield 1
        return
    finally:
        print("gen finally")


for f in (f1, f2, f3, f4, f5, lambda: f6(1), lambda: f6(0), f7, f8, f9, lambda: list(f10())):
    print(f())


def nested(depth):
    try:
        if depth:
            nested(depth - 1)
        else:
            raise IndexError("bottom")
    finally:
        print(depth, end=" ")


try:
    nested(5)
except IndexError as e:
    print(e)
try:
    for i in range(3):
        with open("f.txt", "w"):
            try:
                continue
            finally:
                print("c", i)
finally:
    print("done")
