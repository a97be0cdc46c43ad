# Recursion without end is an exception that a program can catch, again and again.
def endless(n):
    return endless(n + 1) + 1


class Endless:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __call__(self):
        return self()

    def __add__(self, other):
        return self + other

    def __len__(self):
        return len(self)

    def __iter__(self):
        return iter(self)


def attempt(name, function):
    try:
        function()
    except RecursionError as problem:
        print(name, type(problem).__name__)
    else:
        print(name, "no error")


e = Endless()
for i in range(3):
    attempt("function", lambda: endless(0))
attempt("repr", lambda: repr(e))
attempt("==", lambda: e == 1)
attempt("attribute", lambda: e.missing)
attempt("call", lambda: e())
attempt("+", lambda: e + 1)
attempt("len", lambda: len(e))
attempt("iter", lambda: iter(e))
a, b = [], []
a.append(b)
b.append(a)
attempt("lists ==", lambda: a == b)
print(sum(range(10)), "and the program goes on")
