"""A million times s += 'x' on a local."""
# target: time 1.0


def main():
    s = ""
    for _ in range(1_000_000):
        s += "x"
    print(len(s))


main()
