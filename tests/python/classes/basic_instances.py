class Point:
    """A point."""
    count = 0

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def move(self, dx, dy=0):
        self.x += dx
        self.y += dy
        return self

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


p = Point(1, 2)
q = Point(5)
print(p, q, Point.count, p.count)
print(p.move(1).move(2, 3), p.__dict__, Point.__doc__, Point.__name__)
p.z = 9
print(sorted(vars(p)), hasattr(q, "z"), getattr(q, "z", "none"))
setattr(q, "name", "Q")
print(q.name, isinstance(p, Point), type(p) is Point, p.__class__.__name__)
delattr(q, "name")
try:
    q.name
except AttributeError as e:
    print(e)
p.count = 100
print(p.count, q.count, Point.count)
m = p.move
print(m.__self__ is p, m.__func__ is Point.move, m(10))
print(Point.move(p, -10), Point.__module__, Point.__qualname__, Point.__bases__)
print(p == p, p == Point(13, 5), p != q, p is p)
try:
    Point()
except TypeError as e:
    print(e)
p.__dict__["w"] = 3
print(p.w)
p.__class__ = type("Other", (), {"hello": lambda self: "hi"})
print(p.hello())
