"""A table as text: lines split into fields, converted, joined with another and written again."""
import random
import sys


def main(scale):
    generator = random.Random(6)
    lines = ["%d,%s,%.3f,%d" % (i, "name%d" % generator.randrange(20000 * scale),
                                generator.random() * 100, generator.randrange(1 << 34))
             for i in range(90000 * scale)]
    rows = []
    for line in lines:
        number, name, price, stamp = line.split(",")
        rows.append((int(number), name, float(price), int(stamp)))
    names = {}
    for row in rows:
        names.setdefault(row[1], []).append(row)
    joined = []
    for name, group in sorted(names.items()):
        for number, _, price, stamp in group:
            joined.append(f"{name};{number};{price * 1.2:.2f};{stamp >> 3}")
    text = "\n".join(joined)
    print(len(text), len(names), sum(len(line) for line in text.split("\n")))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
