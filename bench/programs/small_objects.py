"""Many small objects with attributes and methods, kept in lists and dropped."""


class Particle:
    def __init__(self, x, y, vx, vy):
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy
        self.age = 0

    def move(self, dt):
        self.x += self.vx * dt
        self.y += self.vy * dt
        if self.x < 0 or self.x > 100:
            self.vx = -self.vx
        if self.y < 0 or self.y > 100:
            self.vy = -self.vy
        self.age += 1

    def energy(self):
        return self.vx * self.vx + self.vy * self.vy


def main():
    alive = [Particle(i % 100, i * 7 % 100, i % 5 - 2, i % 7 - 3) for i in range(60000)]
    for step in range(20):
        for p in alive:
            p.move(0.5)
        alive = [p for p in alive if (p.age + int(p.x)) % 11]
        alive += [Particle(50, 50, step, -step) for _ in range(5000)]
    print(len(alive), "%.3f" % sum(p.x + p.y for p in alive), sum(p.energy() for p in alive))


main()
