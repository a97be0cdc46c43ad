# compare: stderr
class T:
    def __trunc__(self):
        return 5


print(int(T()))


class C:
    def __complex__(self):
        class Sub(complex):
            pass
        return Sub(1)


print(complex(C()))


class F:
    def __float__(self):
        class Sub(float):
            pass
        return Sub(2.5)


print(float(F()))
print(~True)
