"""Pancake flips over all permutations: list slicing, indexing and small ints."""


def fannkuch(n):
    perm = list(range(n))
    count = list(range(1, n + 1))
    max_flips = checksum = 0
    sign = 1
    r = n
    while True:
        first = perm[0]
        if first:
            q = perm[:]
            flips = 0
            while first:
                q[:first + 1] = q[first::-1]
                flips += 1
                first = q[0]
            if flips > max_flips:
                max_flips = flips
            checksum += sign * flips
        if sign == 1:
            perm[0], perm[1] = perm[1], perm[0]
            sign = -1
            continue
        perm[1], perm[2] = perm[2], perm[1]
        sign = 1
        r = 2
        while True:
            count[r] -= 1
            if count[r]:
                break
            count[r] = r + 1
            if r == n - 1:
                return checksum, max_flips
            r += 1
            perm.insert(r, perm.pop(0))


print(*fannkuch(9))
