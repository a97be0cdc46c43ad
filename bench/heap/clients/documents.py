"""Documents: nested dicts and lists written as JSON, read again, walked and changed."""
import json
import random
import sys


def make(generator, depth):
    kind = generator.randrange(6) if depth else generator.randrange(4)
    if kind == 0:
        return generator.randrange(1 << 40)
    if kind == 1:
        return generator.random()
    if kind < 4:
        return "text %d" % generator.randrange(100000)
    if kind == 4:
        return [make(generator, depth - 1) for _ in range(generator.randrange(2, 8))]
    return {"key%d" % i: make(generator, depth - 1) for i in range(generator.randrange(2, 8))}


def weight(value):
    if isinstance(value, dict):
        return sum(map(weight, value.values()))
    if isinstance(value, list):
        return sum(map(weight, value))
    return 1


def main(scale):
    generator = random.Random(3)
    documents = [{"id": i, "body": make(generator, 6)} for i in range(4000 * scale)]
    total = 0
    for _ in range(3):
        text = json.dumps(documents)
        documents = json.loads(text)
        total += weight(documents[generator.randrange(len(documents))]["body"])
    print(sum(weight(document["body"]) for document in documents), total)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
