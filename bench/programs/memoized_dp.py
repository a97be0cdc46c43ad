"""Dynamic programming with lru_cache and with a dict: longest common subsequence, coins, partitions."""
import sys
from functools import lru_cache

sys.setrecursionlimit(10000)


def lcs(a, b):
    @lru_cache(maxsize=None)
    def best(i, j):
        if i == len(a) or j == len(b):
            return 0
        if a[i] == b[j]:
            return 1 + best(i + 1, j + 1)
        return max(best(i + 1, j), best(i, j + 1))
    return best(0, 0)


@lru_cache(maxsize=None)
def partitions(n, largest):
    if n == 0:
        return 1
    return sum(partitions(n - k, k) for k in range(min(n, largest), 0, -1))


@lru_cache(maxsize=64)
def bounded(n):
    return n * n % 97


def coins(amount, values, memo):
    if amount == 0:
        return 1
    if amount < 0 or not values:
        return 0
    key = amount, len(values)
    if key not in memo:
        memo[key] = coins(amount - values[0], values, memo) + coins(amount, values[1:], memo)
    return memo[key]


def text(seed, n):
    out = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out.append("acgt"[seed >> 16 & 3])
    return "".join(out)


print(lcs(text(1, 700), text(2, 700)), partitions(160, 160) % 1000007, coins(5000, (50, 20, 10, 5, 2, 1), {}))
print(sum(bounded(i % 100) for i in range(900000)), bounded.cache_info().maxsize)
