"""Binary trees: many are built and dropped beside those that stay."""
import sys


class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def build(depth):
    return Node(None, None) if depth == 0 else Node(build(depth - 1), build(depth - 1))


def count(node):
    return 1 if node.left is None else 1 + count(node.left) + count(node.right)


def main(scale):
    long_lived = [build(18) for _ in range(scale)]
    total = 0
    for depth in range(4, 15, 2):
        for _ in range(scale << (14 - depth)):
            total += count(build(depth))
    print(total, sum(map(count, long_lived)))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
