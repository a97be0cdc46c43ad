"""Tables of dynamic programming in nested lists: knapsack, grid paths, longest rising sequence."""


def knapsack(items, capacity):
    best = [0] * (capacity + 1)
    for weight, value in items:
        for c in range(capacity, weight - 1, -1):
            with_item = best[c - weight] + value
            if with_item > best[c]:
                best[c] = with_item
    return best[capacity]


def full_table(items, capacity):
    table = [[0] * (capacity + 1)]
    for weight, value in items:
        previous = table[-1]
        row = previous[:weight] + [max(previous[c], previous[c - weight] + value) for c in range(weight, capacity + 1)]
        table.append(row)
    return table[-1][capacity]


def paths(rows, columns):
    table = [[1] * columns for _ in range(rows)]
    for r in range(1, rows):
        for c in range(1, columns):
            table[r][c] = (table[r - 1][c] + table[r][c - 1] + (r * c) % 3) % 1000000007
    return table[-1][-1]


def rising(values):
    lengths = [1] * len(values)
    for i in range(len(values)):
        for j in range(i):
            if values[j] < values[i] and lengths[j] >= lengths[i]:
                lengths[i] = lengths[j] + 1
    return max(lengths)


items = [(i * 37 % 50 + 5, i * 91 % 100 + 1) for i in range(160)]
print(knapsack(items, 6000), full_table(items, 6000), paths(800, 800), rising([i * 7919 % 1009 for i in range(2000)]))
