def f(a, b: int = 2, *, c: "str" = "x") -> float:
    """Doc of f."""
    return a


print(f.__name__, f.__qualname__, f.__doc__, f.__module__)
print(f.__defaults__, f.__kwdefaults__, f.__annotations__)
code = f.__code__
print(code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames)
print(code.co_firstlineno, code.co_flags & 0x0F, code.co_qualname)
f.extra = [1]
print(f.extra, f.__dict__, hasattr(f, "nothing"))
f.__name__ = "renamed"
f.__defaults__ = (99,)
f.__doc__ = None
print(f.__name__, f(1), f.__doc__, f.__qualname__)
try:
    f.__name__ = 5
except TypeError as e:
    print(e)
try:
    f.nothing
except AttributeError as e:
    print(e)


def g(x):
    return x * 2


f.__code__ = g.__code__
print(f(21))
print((lambda: 0).__name__, (lambda: 0).__qualname__)


class A:
    def method(self):
        def inner():
            pass
        return inner


print(A.method.__qualname__, A().method().__qualname__, A().method.__name__)
print(callable(f), callable(5), callable(A), callable(A()))
