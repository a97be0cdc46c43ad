def v(x):
    print("v", x)
    return x


print(v(1) < v(2) < v(3))
print(v(3) < v(2) < v(1))
print(1 < 2 > 1 == 1 != 0, 1 < 3 < 2, 1 == 1 in [1, 2], 3 in [1] == False)
print(v(1) < v(5) >= v(5) != v(4) is not None)
x = 5
print(0 <= x <= 10, 0 <= x < 5, not 0 <= x < 5)
print(1 < 2 is True, (1 < 2) is True)


class C:
    def __lt__(self, other):
        print("lt")
        return []

    def __gt__(self, other):
        return "gt"


print(C() < 1 < 2, C() > 1, bool(C() < C()))
if not (C() < 3 < 5):
    print("short circuit")
print("a" < "b" < "c", [1, 2] < [1, 3] <= [1, 3], (1,) < (1, 2))
