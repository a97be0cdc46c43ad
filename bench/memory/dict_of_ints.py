"""A dict of a million ints."""
# target: time 1.0, 64 bytes for each of 1000000


def main():
    table = {i: i for i in range(1_000_000)}
    print(len(table))


main()
