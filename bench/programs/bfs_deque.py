"""Breadth-first search with a deque: knight moves and a maze."""
from collections import deque

MOVES = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]


def knight(n):
    distance = [[-1] * n for _ in range(n)]
    distance[0][0] = 0
    queue = deque([(0, 0)])
    while queue:
        r, c = queue.popleft()
        d = distance[r][c] + 1
        for dr, dc in MOVES:
            a, b = r + dr, c + dc
            if 0 <= a < n and 0 <= b < n and distance[a][b] < 0:
                distance[a][b] = d
                queue.append((a, b))
    return sum(map(sum, distance)), max(map(max, distance))


def josephus(n, k):
    ring = deque(range(1, n + 1))
    while len(ring) > 1:
        ring.rotate(1 - k)
        ring.popleft()
    return ring[0]


def moving_sum(n, size):
    window = deque(maxlen=size)
    total = result = 0
    for i in range(n):
        if len(window) == size:
            total -= window[0]
        window.append(i % 101)
        total += i % 101
        result += total
    return result


print(knight(450), josephus(300000, 7), moving_sum(1200000, 50))
