"""str of a million ints, joined."""
# target: time 0.7, peak 50 MB


def main():
    print(len("".join([str(i) for i in range(1_000_000)])))


main()
