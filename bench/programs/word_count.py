"""Counting the words of a generated text: split, lower, strip, dicts and sorting."""

SYLLABLES = "ka lo mi ne ru ta so wi pe da".split()


def generate(n):
    seed = 42
    out = []
    for i in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        k = seed >> 16
        word = SYLLABLES[k % 10] + SYLLABLES[k // 10 % 10] + (SYLLABLES[k // 100 % 10] if k % 3 else "")
        if i % 13 == 0:
            word = word.capitalize()
        if i % 9 == 0:
            word += ","
        out.append(word)
        if i % 12 == 11:
            out.append("\n")
    return " ".join(out)


def count(text):
    words = {}
    index = {}
    for number, line in enumerate(text.splitlines()):
        for raw in line.split():
            word = raw.strip(",.").lower()
            words[word] = words.get(word, 0) + 1
            index.setdefault(word, []).append(number)
    return words, index


text = generate(700000)
words, index = count(text)
top = sorted(words.items(), key=lambda item: (-item[1], item[0]))
print(len(text), len(words), top[:3], sum(words.values()))
print(sum(len(v) for v in index.values()), sum(v[-1] for v in index.values()))
