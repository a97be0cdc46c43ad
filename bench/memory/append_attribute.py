"""200,000 times obj.s += 'x': quadratic where the string is copied."""
# target: time 0.02


class Text:
    pass


def main():
    obj = Text()
    obj.s = ""
    for _ in range(200_000):
        obj.s += "x"
    print(len(obj.s))


main()
