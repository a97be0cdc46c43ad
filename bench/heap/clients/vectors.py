"""Numbers: tuples of floats moved step by step, each step making all of them anew."""
import random
import sys


def main(scale):
    generator = random.Random(7)
    count = 60000 * scale
    points = [(generator.random(), generator.random(), generator.random()) for _ in range(count)]
    speeds = [(generator.random(), generator.random(), generator.random()) for _ in range(count)]
    for step in range(10):
        points = [(x + u * 0.01, y + v * 0.01, z + w * 0.01)
                  for (x, y, z), (u, v, w) in zip(points, speeds)]
        if step % 3 == 0:
            order = sorted(range(len(points)), key=points.__getitem__)
            points = [points[i] for i in order]
            speeds = [speeds[i] for i in order]
    print(round(sum(map(sum, points)), 6))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
