def run(action):
    print("--", action)
    try:
        print("try")
        if action == "raise":
            raise ValueError("v")
        if action == "type":
            raise TypeError("t")
        if action == "return":
            return "from try"
    except ValueError as e:
        print("except", e)
        if action == "raise":
            return "from except"
    except (TypeError, KeyError):
        print("tuple")
    else:
        print("else")
    finally:
        print("finally")
    return "end"


for a in ("none", "raise", "type", "return"):
    print(run(a))


def override():
    try:
        return 1
    finally:
        return 2


def loop():
    out = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        finally:
            out.append(-i)
    return out


def swallow():
    while True:
        try:
            raise KeyError
        finally:
            break
    return "swallowed"


def nested():
    try:
        try:
            1 / 0
        finally:
            print("inner finally")
    except ZeroDivisionError:
        print("outer except")
    finally:
        print("outer finally")


print(override(), loop(), swallow())
nested()
try:
    raise IndexError
except LookupError as e:
    print(type(e), e.args)
try:
    e
except NameError as err:
    print(err)
try:
    try:
        raise ValueError
    except ValueError:
        raise
except ValueError:
    print("reraised")
