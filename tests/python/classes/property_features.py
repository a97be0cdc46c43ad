class Temp:
    def __init__(self, c):
        self._c = c

    @property
    def celsius(self):
        """Degrees."""
        return self._c

    @celsius.setter
    def celsius(self, v):
        if v < -273:
            raise ValueError("too cold")
        self._c = v

    @celsius.deleter
    def celsius(self):
        print("deleting")
        self._c = 0

    @property
    def fahrenheit(self):
        return self._c * 9 / 5 + 32

    def get_x(self):
        return "x"
    x = property(get_x, doc="explicit doc")
    empty = property()


t = Temp(100)
print(t.celsius, t.fahrenheit, t.x)
t.celsius = 50
t.celsius += 1
print(t.celsius)
del t.celsius
print(t.celsius, Temp.celsius.__doc__, Temp.x.__doc__, Temp.celsius.fget.__name__, Temp.x.fset, isinstance(Temp.x, property))
for text in ("t.fahrenheit = 1", "del t.fahrenheit", "t.celsius = -300", "t.empty", "t.empty = 1", "del t.empty", "Temp.celsius.fget = 1", "property(1, 2, 3, 4, 5)"):
    try:
        exec(text)
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class Sub(Temp):
    @Temp.celsius.getter
    def celsius(self):
        return "sub"

    @property
    def fahrenheit(self):
        return super().fahrenheit + 1000


s = Sub(10)
print(s.celsius, s.fahrenheit)
s.celsius = 20
print(s._c)


class Doc(property):
    pass


class UsesDoc:
    @Doc
    def p(self):
        return 7


print(UsesDoc().p, type(UsesDoc.__dict__["p"]).__name__)
p = property(lambda self: 1)
print(p.__get__(None, int) is p, p.__get__(5), p.__isabstractmethod__)
