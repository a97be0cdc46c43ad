class A:
    def __add__(self, other):
        print("A.add")
        return NotImplemented

    def __radd__(self, other):
        print("A.radd")
        return "A.radd result"

    def __eq__(self, other):
        print("A.eq")
        return NotImplemented

    def __lt__(self, other):
        print("A.lt")
        return NotImplemented


class B:
    def __radd__(self, other):
        print("B.radd")
        return NotImplemented

    def __gt__(self, other):
        print("B.gt")
        return "gt"


class SubA(A):
    def __radd__(self, other):
        print("SubA.radd")
        return "sub"


for text in ("A() + B()", "B() + A()", "A() + A()", "A() + SubA()", "SubA() + A()", "A() + 1", "1 + A()", "A() == B()",
             "A() != 3", "A() < B()", "A() > B()", "A() < A()", "B() + 1", "1 - B()", "B() @ 1", "-B()", "B() ** 2",
             "pow(B(), 2, 3)", "divmod(B(), 1)", "B() << 1", "abs(B())"):
    try:
        print(text, "=", eval(text))
    except TypeError as e:
        print(text, "->", e)
b = B()
for op in ("+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^="):
    try:
        exec(f"b {op} 1")
    except TypeError as e:
        print(e)
