"""Product of matrices as lists of lists, in loops and in comprehensions."""


def matrix(n, seed):
    return [[(i * seed + j * 7) % 13 / 13.0 for j in range(n)] for i in range(n)]


def multiply_loops(a, b):
    n = len(a)
    result = [[0.0] * n for _ in range(n)]
    for i in range(n):
        row, out = a[i], result[i]
        for k in range(n):
            f = row[k]
            other = b[k]
            for j in range(n):
                out[j] += f * other[j]
    return result


def multiply_zip(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def main(n):
    a, b = matrix(n, 3), matrix(n, 5)
    c = multiply_loops(a, b)
    d = multiply_zip(a, b)
    print("%.6f %.6f %.6f" % (sum(map(sum, c)), sum(map(sum, d)), c[n // 2][n // 3]))


main(180)
