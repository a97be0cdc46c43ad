import sys
main = sys.modules["__main__"]
print(main.__name__, main.__dict__ is globals(), __name__ == "__main__")
import __main__
print(__main__ is main, hasattr(__main__, "defined_later"))
defined_later = 1
print(__main__.defined_later)
__main__.injected = "from attribute"
print(injected)


class C:
    pass


def f():
    pass


print(C.__module__, f.__module__, C)
if __name__ == "__main__":
    print("running as a script")
print(sorted(n for n in globals() if n.startswith("__")))
print(sys.path[0] == __file__.rsplit("/", 1)[0], sys.argv[0] == __file__)
