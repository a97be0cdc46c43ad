# An index of every word of a text with the lines that it stands on.
import sys

path = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/common-licenses/GPL-3"
index = {}
with open(path) as text:
    for number, line in enumerate(text, 1):
        for word in line.split():
            word = word.strip('.,;:()"`\'').lower()
            if word:
                index.setdefault(word, []).append(number)
words = sorted(index, key=lambda word: (-len(index[word]), word))
print(len(index), "words; the ten most frequent:")
for word in words[:10]:
    lines = index[word]
    print(f"  {word:10} {len(lines):4} times, first on line {lines[0]}")
