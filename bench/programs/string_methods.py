"""A mixture of string methods on many short strings."""

WORDS = ["alpha", "Beta", "GAMMA", "delta-one", "  epsilon ", "zeta_eta", "theta:iota", "kappa,lambda"]


def main(rounds):
    total = 0
    for i in range(rounds):
        s = WORDS[i & 7] + str(i)
        total += len(s.upper()) + len(s.strip()) + s.find("a")
        if s.startswith("al") or s.endswith("7"):
            total += 3
        s = s.replace("a", "AA").lower()
        total += s.count("a")
        head, _, tail = s.partition(":")
        total += len(head) - len(tail)
        parts = s.split(",")
        total += len("-".join(parts))
        if s.isalnum():
            total += 1
        if "eta" in s:
            total += s.index("eta")
        total += ord(s[0]) + len(s[1:-1]) + len(s.title().center(20))
    print(total)


main(500000)
