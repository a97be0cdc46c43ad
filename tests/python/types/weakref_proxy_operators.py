"""Operations of weak reference proxies, plain and callable, that go to what they stand for."""
import weakref


class Plain:
    def __pow__(self, other, modulus=None):
        return "pow", other is modulus, modulus is None

    def __rpow__(self, other):
        return "rpow", other

    def __bytes__(self):
        return b"bytes of it"

    def __reversed__(self):
        return iter([2, 1])

    def __index__(self):
        return 7

    def __divmod__(self, other):
        return "divmod", other

    def __contains__(self, item):
        return item == 1


class Called(Plain):
    def __call__(self, *arguments):
        return arguments


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


for kind in (Plain, Called):
    thing = kind()
    proxy = weakref.proxy(thing)
    for function in (lambda: pow(proxy, 2), lambda: pow(proxy, 2, 3), lambda: pow(proxy, proxy, proxy),
                     lambda: pow(2, proxy), lambda: 2 ** proxy, lambda: proxy ** 2,
                     lambda: bytes(proxy), lambda: list(reversed(proxy)), lambda: divmod(proxy, 3),
                     lambda: list(range(9))[proxy], lambda: (1 in proxy, 2 in proxy),
                     lambda: proxy(1, 2), lambda: pow(2, 3, proxy)):
        show(function)
    thing = None
    show(lambda: pow(proxy, 2, 3))
    show(lambda: pow(5, 2, proxy))
