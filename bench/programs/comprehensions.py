"""List, set and dict comprehensions, nested and filtered, with unpacking."""


def main():
    total = 0
    for n in range(1700):
        squares = [x * x for x in range(1000)]
        odd = [x for x in squares if x & 1]
        pairs = [(x, y) for x in range(30) for y in range(30) if x < y]
        table = {x: y for x, y in pairs}
        sums = {x + y for x, y in pairs}
        grid = [[i * j for j in range(40)] for i in range(40)]
        flat = [v for row in grid for v in row if v % 3 == 0]
        columns = [[row[i] for row in grid] for i in range(0, 40, 4)]
        names = [f"{k}-{v}" for k, v in table.items()]
        nested = {i: [j for j in range(i)] for i in range(40)}
        total += sum(odd) + len(table) + sum(sums) + len(flat) + sum(map(sum, columns)) + len(",".join(names))
        total += sum(len(v) for v in nested.values()) + n
    print(total)


main()
