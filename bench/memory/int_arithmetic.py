"""Arithmetic on ints beyond the small ones, five million steps."""
# target: time 0.3


def main():
    x = 1000
    for i in range(5_000_000):
        x = x + 7
        if x > 100_000:
            x = x - 99_000
    print(x)


main()
