TEXT = """the quick brown fox jumps over the lazy dog
a quick dog and a lazy fox
the end of the text is the end"""


def index(text):
    result = {}
    for number, line in enumerate(text.splitlines(), 1):
        for word in line.split():
            result.setdefault(word, set()).add(number)
    return {w: sorted(n) for w, n in sorted(result.items())}


for word, lines in index(TEXT).items():
    print(f"{word:<8}{', '.join(map(str, lines))}")


def caesar(s, k):
    out = []
    for c in s:
        if c.isalpha():
            base = ord("A" if c.isupper() else "a")
            out.append(chr((ord(c) - base + k) % 26 + base))
        else:
            out.append(c)
    return "".join(out)


secret = caesar("Hello, World!", 3)
print(secret, caesar(secret, -3))
print({w: len(w) for w in TEXT.split()[:5]}, max(TEXT.split(), key=len), TEXT.title().split("\n")[0])
