"""Module docstring."""
print(__doc__)


def f():
    """Function doc
    with two lines."""


def g():
    "single" " joined"
    return 1


def h():
    f"not a docstring {1}"


def i():
    x = 1
    """not first"""


def j():
    b"bytes are not"


class A:
    """Class doc."""

    def m(self):
        r"""raw \d doc"""

    @property
    def p(self):
        """property doc"""
        return 1

    @classmethod
    def c(cls):
        """class method doc"""


class B(A):
    def m(self):
        pass


for o in (f, g, h, i, j, A, A.m, A.p, A.c, B, B.m, B.p):
    print(getattr(o, "__name__", "property"), repr(o.__doc__))
A.__doc__ = "new"
f.__doc__ = 5
print(A.__doc__, f.__doc__, A().__doc__, A().m.__doc__, B.__doc__)
print(type(len.__doc__).__name__, type([].append.__doc__).__name__, object.__init__.__doc__ is not None)


def nested():
    """outer"""
    def inner():
        """inner"""
    return inner


print(nested().__doc__, (lambda: "no doc").__doc__)


async def co():
    """coroutine doc"""


def gen():
    """generator doc"""
    yield


print(co.__doc__, gen.__doc__)
ns = {}
exec('"""exec doc"""\nclass C: "c"\n', ns)
print(ns["__doc__"], ns["C"].__doc__)
try:
    A.m.__doc__ = "set"
    A().m.__doc__ = "fails"
except AttributeError as e:
    print(e, A.m.__doc__)
class Doc:
    __doc__ = "assigned"
print(Doc.__doc__)
