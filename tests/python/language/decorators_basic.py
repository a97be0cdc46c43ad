def log(f):
    def wrapper(*args, **kwargs):
        print("call", f.__name__, args, kwargs)
        result = f(*args, **kwargs)
        print("done", result)
        return result
    return wrapper


def times(n):
    print("times", n)

    def decorate(f):
        print("decorate", f.__name__)

        def wrapper(*a):
            return [f(*a) for _ in range(n)]
        return wrapper
    return decorate


@log
def add(a, b=1):
    return a + b


@times(2)
@times(3)
def one():
    return 1


print(add(1), add(2, b=5))
print(one())


@lambda f: f()
def value():
    return 42


print(value)


def register(table):
    def deco(cls):
        table[cls.__name__] = cls
        return cls
    return deco


table = {}


@register(table)
class K:
    x = 1


print(list(table), table["K"] is K)
decorators = [log]


@decorators[0]
def sub(a):
    return -a


sub(3)
