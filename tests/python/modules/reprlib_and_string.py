import reprlib
import string
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 200), reprlib.repr({i: i for i in range(50)}), reprlib.repr(tuple(range(20))), reprlib.repr(set(range(20))), reprlib.repr([[[[[[[[1]]]]]]]]), reprlib.repr(10 ** 100), reprlib.repr("short"), reprlib.repr(frozenset([1])), reprlib.repr([]))
r = reprlib.Repr()
r.maxlist, r.maxstring, r.maxdict = 2, 10, 1
print(r.repr([1, 2, 3]), r.repr("abcdefghijklmnop"), r.repr({1: 2, 3: 4}), r.repr((1, [2, 3, 4])))


class L(list):
    @reprlib.recursive_repr(fillvalue="<...>")
    def __repr__(self):
        return "L(" + ", ".join(map(repr, self)) + ")"


l = L([1])
l.append(l)
print(l)


class MyRepr(reprlib.Repr):
    def repr_int(self, x, level):
        return f"<{x}>"


print(MyRepr().repr([1, 2]))
from collections import deque
print(reprlib.repr(deque(range(10))))
print(string.ascii_lowercase, string.ascii_uppercase, string.ascii_letters, string.digits, string.hexdigits, string.octdigits, repr(string.punctuation), repr(string.whitespace), len(string.printable))
