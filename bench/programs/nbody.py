"""Motion of five bodies under gravity: float arithmetic on attributes of lists."""
from math import sqrt

PI = 3.141592653589793
SOLAR_MASS = 4 * PI * PI
YEAR = 365.24

BODIES = [
    # position, velocity, mass
    [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], SOLAR_MASS],
    [[4.84143144246472090, -1.16032004402742839, -0.103622044471123109],
     [0.00166007664274403694 * YEAR, 0.00769901118419740425 * YEAR, -0.0000690460016972063023 * YEAR],
     0.000954791938424326609 * SOLAR_MASS],
    [[8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
     [-0.00276742510726411 * YEAR, 0.00499852801234917238 * YEAR, 0.0000230417297573763929 * YEAR],
     0.000285885980666130812 * SOLAR_MASS],
    [[12.8943695621391310, -15.1111514016986312, -0.223307578892655734],
     [0.00296460137564761618 * YEAR, 0.0023784717395948095 * YEAR, -0.0000296589568540237556 * YEAR],
     0.0000436624404335156298 * SOLAR_MASS],
    [[15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
     [0.00268067772490389322 * YEAR, 0.00162824170038242295 * YEAR, -0.0000951592254519715870 * YEAR],
     0.0000515138902046611451 * SOLAR_MASS],
]


def advance(bodies, pairs, dt, steps):
    for _ in range(steps):
        for (p1, v1, m1), (p2, v2, m2) in pairs:
            dx = p1[0] - p2[0]
            dy = p1[1] - p2[1]
            dz = p1[2] - p2[2]
            d2 = dx * dx + dy * dy + dz * dz
            mag = dt / (d2 * sqrt(d2))
            a, b = m2 * mag, m1 * mag
            v1[0] -= dx * a
            v1[1] -= dy * a
            v1[2] -= dz * a
            v2[0] += dx * b
            v2[1] += dy * b
            v2[2] += dz * b
        for p, v, _m in bodies:
            p[0] += dt * v[0]
            p[1] += dt * v[1]
            p[2] += dt * v[2]


def energy(bodies, pairs):
    e = 0.0
    for (p1, _, m1), (p2, _, m2) in pairs:
        e -= m1 * m2 / sqrt(sum((a - b) ** 2 for a, b in zip(p1, p2)))
    for _, v, m in bodies:
        e += m * sum(x * x for x in v) / 2
    return e


def main():
    pairs = [(BODIES[i], BODIES[j]) for i in range(5) for j in range(i + 1, 5)]
    total = [sum(v[k] * m for _, v, m in BODIES) for k in range(3)]
    BODIES[0][1][:] = [-t / SOLAR_MASS for t in total]
    print("%.9f" % energy(BODIES, pairs))
    advance(BODIES, pairs, 0.01, 110000)
    print("%.9f" % energy(BODIES, pairs))


main()
