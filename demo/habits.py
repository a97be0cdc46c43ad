# What the second document advises against, and what to write instead; the sizes are real.
import sys

a = list(range(100_000))
print("a slice copies:              ", sys.getsizeof(a[1:90_000]), "bytes for a[1:90000]")
print("a generator does not:        ", sys.getsizeof(x for x in a), "bytes for (x for x in a)")

parts = ["apple", "sauce"] * 1000
text = ""
for part in parts:
    text += part
print("text += part, 2000 times:    ", len(text), "characters")
print("''.join(parts) is the same:  ", "".join(parts) == text)
