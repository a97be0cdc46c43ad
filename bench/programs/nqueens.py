"""All solutions of the queens problem with generators and sets."""


def solutions(n):
    columns, rising, falling = set(), set(), set()
    board = []

    def place(row):
        if row == n:
            yield tuple(board)
            return
        for c in range(n):
            if c in columns or row + c in rising or row - c in falling:
                continue
            columns.add(c)
            rising.add(row + c)
            falling.add(row - c)
            board.append(c)
            yield from place(row + 1)
            board.pop()
            columns.remove(c)
            rising.remove(row + c)
            falling.remove(row - c)
    return place(0)


def main():
    count = checksum = 0
    for s in solutions(8):
        count += 1
        for c in s:
            checksum = (checksum * 31 + c) % 1000003
    print(count, checksum)
    print(sum(1 for _ in solutions(10)) + sum(s[0] for s in solutions(11)) + len(list(solutions(10))))


main()
