"""Dicts with string keys: insertion, lookup, deletion, iteration and merging."""


def churn(rounds):
    d = {}
    total = 0
    for i in range(rounds):
        key = f"key{i % 5000}"
        d[key] = d.get(key, 0) + i
        if i % 7 == 0:
            d.pop(f"key{(i * 31) % 5000}", None)
        if key in d:
            total += d[key] % 17
    return total, len(d)


def invert(d):
    out = {}
    for k, v in d.items():
        out.setdefault(v % 1000, []).append(k)
    return out


def main():
    print(*churn(1000000))
    d = {f"name{i}": i * 7 for i in range(150000)}
    inverted = invert(d)
    merged = {**d, **{f"name{i}": -i for i in range(0, 150000, 3)}}
    print(len(inverted), sum(map(len, inverted.values())), sum(merged.values()), list(merged)[-1])


main()
