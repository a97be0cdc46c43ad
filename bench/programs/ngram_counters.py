"""Counting letter and word n-grams with Counter, defaultdict and slices."""
from collections import Counter, defaultdict


def generate(n):
    x = 31
    letters = "etaoinshrdlu "
    out = []
    for _ in range(n):
        x = (x * 16807) % 2147483647
        out.append(letters[(x % 13 + x // 13 % 13) // 2])
    return "".join(out)


text = generate(800000)
letters = Counter(text)
pairs = Counter(text[i:i + 2] for i in range(len(text) - 1))
triples = Counter()
for i in range(len(text) - 2):
    triples[text[i:i + 3]] += 1
words = text.split()
followers = defaultdict(Counter)
for a, b in zip(words, words[1:]):
    followers[a][b] += 1
by_length = defaultdict(list)
for w in words:
    by_length[len(w)].append(w)
print(sorted(letters.most_common(3)), len(pairs), len(triples), sum(triples.values()))
print(len(words), len(followers), max((sum(c.values()), w) for w, c in followers.items()), sorted((k, len(v)) for k, v in by_length.items())[:5])
