print(True + True, True * 3, True / 2, -True, ~True, True << 3)
print(True and False, True or False, not True, 0 or "x", 1 and "y", "" or [] or None)
print(True & False, True | False, True ^ True, True & 1, 1 | False, type(True & 1).__name__)
print(bool(0), bool(""), bool([]), bool({}), bool(()), bool(set()), bool(None), bool(0.0), bool(0j))
print(bool("0"), bool([0]), bool(-1), bool(1e-300), bool(range(0)), bool(range(1)))
print(isinstance(True, int), issubclass(bool, int), True == 1, True is 1 == 1, hash(True), repr(True), str(False))
print(["no", "yes"][True], "ab"[False])


def show(name, value):
    print("called", name)
    return value


print(show("a", 0) and show("b", 1))
print(show("a", 1) and show("b", 0) or show("c", 7))
print(1 if show("cond", []) else 2)
print(sum([True, False, True]), int(True), float(False), f"{True:d}", f"{True}", format(True, "5"))
try:
    class B(bool):
        pass
except TypeError as e:
    print(e)
