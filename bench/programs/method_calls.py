"""Methods of every kind: inherited, overridden, super, static, class, property and operators."""


class Shape:
    count = 0

    def __init__(self, size):
        self.size = size
        Shape.count += 1

    def area(self):
        return 0

    def describe(self):
        return self.area() + self.scale

    @property
    def scale(self):
        return self.size * 2

    @staticmethod
    def helper(a, b):
        return a - b

    @classmethod
    def unit(cls):
        return cls(1)


class Square(Shape):
    def area(self):
        return self.size * self.size


class Cube(Square):
    def area(self):
        return super().area() * self.size

    def __add__(self, other):
        return self.size + other.size

    def __lt__(self, other):
        return self.size < other.size

    def __len__(self):
        return self.size

    def __getitem__(self, i):
        return self.size + i

    def __call__(self, x):
        return x ^ self.size


def main():
    shapes = [Shape(1), Square(2), Cube(3), Cube(4)]
    total = 0
    for i in range(700000):
        s = shapes[i & 3]
        total += s.describe() + s.helper(i, 3)
        if i % 100 == 0:
            total += type(s).unit().size
    a, b = shapes[2], shapes[3]
    for i in range(600000):
        total += a + b
        if a < b:
            total += len(a) + b[i] + a(i)
    print(total, Shape.count)


main()
