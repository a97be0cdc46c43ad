"""Edit distance between texts: rows of ints, min and string indexing."""


def distance(a, b):
    if len(a) < len(b):
        a, b = b, a
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = previous[j - 1] if x == y else 1 + min(previous[j - 1], previous[j], current[-1])
            current.append(cost)
        previous = current
    return previous[-1]


def text(seed, n):
    letters = "abcdefghij "
    out = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        out.append(letters[seed // 65536 % len(letters)])
    return "".join(out)


words = [text(s, 12) for s in range(150)]
print(distance("kitten", "sitting"), distance(text(1, 1200), text(2, 1220)))
print(sum(distance(a, b) for a in words for b in words[:45]))
