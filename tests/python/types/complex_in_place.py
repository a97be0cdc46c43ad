"""Sums and products of complex numbers leave every other name's number alone."""

z = 1 + 2j
kept = z
z = z + 1j
z += 2
z *= z
print(z, kept)
a = b = complex(3, -1)
a -= 1j
print(a, b, a is b)
c = [1j, 2j]
c[0] += c[1]
c[1] *= c[1]
print(c)


def orbit(point, steps):
    seen = []
    value = 0j
    for _ in range(steps):
        seen.append(value)
        value = value * value + point
    return seen


print(orbit(-0.5 + 0.25j, 5))
print((1 + 1j) * (1 - 1j) * (2 + 0j) - (0.5 + 0j) + (0 + 1e308j) * (10 + 0j))


class Mine(complex):
    def __add__(self, other):
        return "mine"

    def __radd__(self, other):
        return "reflected"


print(Mine(1) + 1j, 1j + Mine(1), Mine(2) * 1j, 1j - Mine(2))
print(1j + 1, 1 + 1j, 1.5 * 1j, True + 1j)
x = 5j
y = x
x -= x
print(x, y, -0.0 * 1j, 0j * -1j)
for bad in ("a", None, [1]):
    try:
        1j + bad
    except TypeError as error:
        print(error)


class Text:
    def __str__(self):
        return "text of " + type(self).__name__


class Derived(str):
    pass


print(str(Text()), str(5), str(Derived("d")), type(str(Derived("d"))).__name__, str(b"x"), str(str))
numbers = [str(i) for i in range(258, 261)]
print(numbers)


class Failing:
    def __str__(self):
        return 5


for bad in (Failing(),):
    try:
        str(bad)
    except TypeError as error:
        print(error)
