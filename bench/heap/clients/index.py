"""An inverted index: words of many lines -> the places where they stand, and queries."""
import random
import sys


def main(scale):
    generator = random.Random(2)
    count = 20000 * scale
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(generator.choices(letters, k=generator.randrange(3, 10)))
             for _ in range(count)]
    index = {}
    for number in range(12000 * scale):
        line = " ".join(words[min(int(generator.expovariate(6 / count)), count - 1)]
                        for _ in range(20))
        for place, word in enumerate(line.split()):
            index.setdefault(word, []).append((number, place))
    found = 0
    common = 3000 * scale
    for _ in range(300 * scale):
        first = {number for number, _ in index.get(words[generator.randrange(common)], ())}
        second = {number for number, _ in index.get(words[generator.randrange(common)], ())}
        found += len(first & second)
    print(len(index), found)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
