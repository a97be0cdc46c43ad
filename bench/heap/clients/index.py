"""An inverted index: words of many lines -> the places where they stand, and queries."""
import random


def main():
    generator = random.Random(2)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(generator.choices(letters, k=generator.randrange(3, 10)))
             for _ in range(20000)]
    index = {}
    for number in range(12000):
        line = " ".join(words[min(int(generator.expovariate(0.0003)), 19999)] for _ in range(20))
        for place, word in enumerate(line.split()):
            index.setdefault(word, []).append((number, place))
    found = 0
    for _ in range(300):
        first = {number for number, _ in index.get(words[generator.randrange(3000)], ())}
        second = {number for number, _ in index.get(words[generator.randrange(3000)], ())}
        found += len(first & second)
    print(len(index), found)


main()
