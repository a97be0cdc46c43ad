import builtins


def tree(cls, depth=0):
    print("  " * depth + cls.__name__)
    for sub in sorted((s for s in cls.__subclasses__() if s.__module__ == "builtins"), key=lambda s: s.__name__):
        tree(sub, depth + 1)


tree(BaseException)
print(IOError is OSError, EnvironmentError is OSError, issubclass(KeyError, LookupError), issubclass(KeyboardInterrupt, Exception))
for name in sorted(dir(builtins)):
    obj = getattr(builtins, name)
    if isinstance(obj, type) and issubclass(obj, Warning):
        print(name, [b.__name__ for b in obj.__bases__], obj.__doc__.split("\n")[0])
