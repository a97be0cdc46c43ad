"""50,000 slices of 1,000 from a list of a million."""
# target: time 0.2


def main():
    data = list(range(1_000_000))
    total = 0
    for i in range(50_000):
        part = data[i:i + 1000]
        total += part[-1]
    print(total)


main()
