"""Escape times of the Mandelbrot set with complex numbers."""


def main(width, height, limit):
    total = 0
    for y in range(height):
        for x in range(width):
            c = complex(3.0 * x / width - 2.1, 2.4 * y / height - 1.2)
            z = 0j
            for n in range(limit):
                if abs(z) > 2.0:
                    break
                z = z * z + c
            total += n
    print(total)


main(400, 300, 160)
