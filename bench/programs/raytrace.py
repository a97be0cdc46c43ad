"""Spheres and a floor with shadows and reflection: small vector objects with operators."""
from math import sqrt


class Vector:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, o):
        return Vector(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return Vector(self.x - o.x, self.y - o.y, self.z - o.z)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k, self.z * k)

    def dot(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def unit(self):
        return self * (1.0 / sqrt(self.dot(self)))


class Sphere:
    def __init__(self, centre, radius, colour, mirror):
        self.centre = centre
        self.radius = radius
        self.colour = colour
        self.mirror = mirror

    def hit(self, origin, direction):
        to = self.centre - origin
        along = to.dot(direction)
        under = self.radius ** 2 - (to.dot(to) - along * along)
        if under < 0.0:
            return None
        t = along - sqrt(under)
        return t if t > 1e-6 else None

    def normal(self, p):
        return (p - self.centre).unit()

    def colour_at(self, p):
        return self.colour


class Floor:
    mirror = 0.1

    def hit(self, origin, direction):
        if direction.y > -1e-9:
            return None
        t = -origin.y / direction.y
        return t if t > 1e-6 else None

    def normal(self, p):
        return Vector(0.0, 1.0, 0.0)

    def colour_at(self, p):
        return 0.9 if (int(p.x // 1) + int(p.z // 1)) % 2 else 0.2


class Scene:
    def __init__(self, things, light):
        self.things = things
        self.light = light

    def nearest(self, origin, direction):
        best, thing = None, None
        for o in self.things:
            t = o.hit(origin, direction)
            if t is not None and (best is None or t < best):
                best, thing = t, o
        return best, thing

    def trace(self, origin, direction, depth):
        t, thing = self.nearest(origin, direction)
        if thing is None:
            return 0.3 + 0.3 * direction.y
        p = origin + direction * t
        n = thing.normal(p)
        to_light = (self.light - p).unit()
        shade = 0.1
        if self.nearest(p, to_light)[1] is None:
            shade += max(0.0, n.dot(to_light))
        value = shade * thing.colour_at(p)
        if depth and thing.mirror:
            bounced = direction - n * (2.0 * n.dot(direction))
            value = value * (1.0 - thing.mirror) + self.trace(p, bounced, depth - 1) * thing.mirror
        return value


def main(width, height):
    scene = Scene([Sphere(Vector(i * 1.5 - 3.0, 1.0 + i % 2, 5.0 + i), 0.9, 0.5 + i / 10, 0.4) for i in range(4)] + [Floor()], Vector(-5.0, 8.0, -3.0))
    eye = Vector(0.0, 2.0, -4.0)
    checksum = 0
    for y in range(height):
        for x in range(width):
            d = Vector((x - width / 2) / width, (height / 2 - y) / width, 1.0).unit()
            checksum = (checksum * 31 + int(scene.trace(eye, d, 3) * 255)) % 1000000007
    print(checksum)


main(260, 190)
