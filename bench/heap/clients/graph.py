"""A graph of instances and adjacency dicts: built at random, searched in breadth, rebuilt in part."""
import random
import sys
from collections import deque


def search(edges, start):
    distance = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in edges[node]:
            if other not in distance:
                distance[other] = distance[node] + 1
                queue.append(other)
    return max(distance.values())


def main(scale):
    generator = random.Random(5)
    count = 40000 * scale
    edges = [{} for _ in range(count)]
    for _ in range(3 * count):
        a = generator.randrange(count)
        b = generator.randrange(count)
        edges[a][b] = edges[b][a] = generator.random()
    far = [search(edges, generator.randrange(count)) for _ in range(4)]
    for _ in range(count // 2):
        node = generator.randrange(count)
        edges[node] = {other: weight * 2 for other, weight in edges[node].items()}
    print(far, sum(map(len, edges)))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
