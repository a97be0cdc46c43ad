class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    def __matmul__(self, o):
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])

    def __add__(self, o):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])

    def __mul__(self, k):
        return Matrix([[a * k for a in r] for r in self.rows])

    __rmul__ = __mul__

    def __getitem__(self, key):
        match key:
            case (slice() as r, slice() as c):
                return Matrix([row[c] for row in self.rows[r]])
            case (int(r), int(c)):
                return self.rows[r][c]
            case int(r):
                return self.rows[r]
            case _:
                raise TypeError(f"bad index {key!r}")

    def __setitem__(self, key, v):
        r, c = key
        self.rows[r][c] = v

    def __eq__(self, o):
        return self.rows == o.rows

    def __pow__(self, n):
        if n == 0:
            return Matrix([[int(i == j) for j in range(len(self.rows))] for i in range(len(self.rows))])
        half = self ** (n // 2)
        return half @ half @ self if n % 2 else half @ half

    def __repr__(self):
        return f"Matrix({self.rows})"

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def det(self):
        m = self.rows
        if len(m) == 1:
            return m[0][0]
        return sum((-1) ** j * m[0][j] * Matrix([r[:j] + r[j + 1:] for r in m[1:]]).det() for j in range(len(m)))


a = Matrix([[1, 2], [3, 4]])
b = Matrix([[0, 1], [1, 0]])
print(a @ b, a + b, a * 3, 2 * a, a.T, a[1, 0], a[0], a[:, 1:], a.det(), Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]]).det())
print((Matrix([[1, 1], [1, 0]]) ** 90)[0, 1], a == Matrix([[1, 2], [3, 4]]), a ** 0)
a[0, 0] = 10
a @= b
print(a)
try:
    a["x"]
except TypeError as e:
    print(e)
grid = ["#########", "#S..#..E#", "#.#...#.#", "#########"]
start = next((r, c) for r, row in enumerate(grid) for c, ch in enumerate(row) if ch == "S")
queue, seen = [(start, 0)], {start}
for (r, c), d in queue:
    if grid[r][c] == "E":
        print("steps", d)
        break
    for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        p = r + dr, c + dc
        if grid[p[0]][p[1]] != "#" and p not in seen:
            seen.add(p)
            queue.append((p, d + 1))
print("\n".join("".join("*" if (i * j) % 3 == 0 else " " for j in range(6)).rstrip() for i in range(3)))
