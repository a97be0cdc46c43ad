"""The towers of Hanoi with lists as pegs: recursion, append and pop."""


def solve(n, source, target, spare):
    if n == 1:
        target.append(source.pop())
        return 1
    moves = solve(n - 1, source, spare, target)
    target.append(source.pop())
    return moves + 1 + solve(n - 1, spare, target, source)


a, b, c = list(range(22, 0, -1)), [], []
print(solve(22, a, c, b), len(a), len(b), c[:4], sum(c))
