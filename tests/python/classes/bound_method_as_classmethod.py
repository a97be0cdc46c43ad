# A classmethod of a bound method binds the class all the same.
class First:
    def method(self, cls):
        return cls.__name__


class Second:
    bound = classmethod(First().method)
    plain = First().method


print(Second.bound(), Second().bound(), Second.plain(int))
print(hasattr(type(First().method), "__get__"))
