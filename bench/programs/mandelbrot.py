"""Escape times of the Mandelbrot set: float loops in local variables."""


def escape(cr, ci, limit):
    zr = zi = 0.0
    for n in range(limit):
        r2 = zr * zr
        i2 = zi * zi
        if r2 + i2 > 4.0:
            return n
        zi = 2.0 * zr * zi + ci
        zr = r2 - i2 + cr
    return limit


def main(width, height, limit):
    total = 0
    rows = []
    for y in range(height):
        ci = 2.4 * y / height - 1.2
        row = 0
        for x in range(width):
            n = escape(3.0 * x / width - 2.1, ci, limit)
            total += n
            row = (row * 31 + n) % 65521
        rows.append(row)
    print(total, sum(rows))


main(380, 300, 160)
