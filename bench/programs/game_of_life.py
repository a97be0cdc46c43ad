"""Conway's life on a torus as lists of lists."""


def step(board):
    height, width = len(board), len(board[0])
    new = []
    for y in range(height):
        above, here, below = board[y - 1], board[y], board[(y + 1) % height]
        row = []
        for x in range(width):
            left, right = x - 1, (x + 1) % width
            n = (above[left] + above[x] + above[right] + here[left] + here[right]
                 + below[left] + below[x] + below[right])
            row.append(1 if n == 3 or (n == 2 and here[x]) else 0)
        new.append(row)
    return new


board = [[1 if (x * x * 7 + y * y * 3 + x * y * 5 + x // 3) % 11 < 4 else 0 for x in range(90)] for y in range(70)]
for _ in range(400):
    board = step(board)
print(sum(map(sum, board)), sum((y * 90 + x) * c for y, row in enumerate(board) for x, c in enumerate(row)))
