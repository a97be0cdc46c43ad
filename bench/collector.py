"""The collector's targets, measured on whatever runs this: python3.11 bench/collector.py, then ouro.

CPU time of this process, so that a busy machine disturbs less; the best of a few runs where that
makes sense. A pause is the longest time between two steps of a loop that only makes containers.
"""
import gc
import sys
from time import process_time as clock

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000


class Node:
    def __init__(self):
        self.other = None


def drop_pairs(count):
    start = clock()
    for i in range(count):
        a, b = Node(), Node()
        a.other, b.other = b, a
    return clock() - start


def longest_pause(count, keep):
    longest = 0
    before = clock()
    for i in range(count):
        a, b = Node(), Node()
        a.other, b.other = b, a
        if keep is not None:
            keep.append(a)
        now = clock()
        if now - before > longest:
            longest = now - before
        before = now
    return longest


def full_collection(make):
    kept = make()
    gc.collect()
    best = None
    for i in range(5):
        start = clock()
        gc.collect()
        took = clock() - start
        best = took if best is None or took < best else best
    return best


def main():
    n = COUNT
    print(f"{n} cyclic pairs dropped at once: {min(drop_pairs(n) for i in range(3)):.3f} s")
    keep = []
    held = longest_pause(n, keep)
    print(f"{n} pairs held: longest pause {held * 1e3:.1f} ms")
    keep = None
    print(f"and dropped: longest pause {longest_pause(n, None) * 1e3:.1f} ms")
    gc.collect()
    gc.disable()
    for name, make in (("empty lists", lambda: [[] for i in range(n)]),
                       ("lists of a number", lambda: [[i] for i in range(n)]),
                       ("lists in lists", lambda: [[[]] for i in range(n // 2)]),
                       ("tuples of a number", lambda: [(i,) for i in range(n)]),
                       ("dicts of a number", lambda: [{"a": i} for i in range(n)]),
                       ("instances", lambda: [Node() for i in range(n)])):
        print(f"full collection over {n} {name}: {full_collection(make) * 1e3:.1f} ms")


main()
