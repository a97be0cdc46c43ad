"""A million instances of two __slots__ in a list (which takes 8 bytes for each)."""
# target: time 1.0, 40 bytes for each of 1000000


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def main():
    points = [Point(1, 2) for _ in range(1_000_000)]
    print(len(points))


main()
