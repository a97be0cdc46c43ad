print(repr(str()), str(5), str(None), str([1, "a"]), str("x"), str(1.5), str(b"abc"), str(object=7), str(True), str(()), str({}), str(set()))
print(str(b"caf\xc3\xa9", "utf-8"), str(b"caf\xe9", "latin-1"), str(b"a\xff", "utf-8", "replace"), str(b"a\xffb", errors="ignore"), str(bytearray(b"abc"), "ascii"), str(b"", "utf-8") == "", str(encoding="utf-8", object=b"q"))


class A:
    def __str__(self):
        return "A-str"


class B:
    def __repr__(self):
        return "B-repr"


class C(str):
    def __new__(cls, v):
        return super().__new__(cls, v * 2)

    def shout(self):
        return self.upper() + "!"


class D:
    def __str__(self):
        return 5


class E(str):
    def __str__(self):
        return "custom"


print(str(A()), str(B()), [B()], C("ab"), C("ab").shout(), type(C("a") + "b").__name__, type(str(C("a"))).__name__, str(E("x")), E("x") == "x", repr(E("x")), f"{E('x')}", len(E("xy")), hash(E("a")) == hash("a"))
for text in ("str(D())", "str(b'\\xff', 'ascii')", "str('a', 'utf-8')", "str(5, 'utf-8')", "str(b'a', 5)", "str(b'a', 'nope')", "str(1, 2, 3, 4)", "str(b'\\xff', 'utf-8')", "str(b'a', 'utf-8', 'nope')", "str(bad=1)", "repr(D(), 1)"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
