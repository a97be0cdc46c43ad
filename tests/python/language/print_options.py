import sys
print()
print(1, "a", None, 2.5, [1, "b"])
print(1, 2, 3, sep="")
print(1, 2, 3, sep=", ", end="!\n")
print("no newline", end="")
print()
print(*range(5), sep="\n")
print("to stdout", file=sys.stdout, flush=True)
print(1, 2, sep=None, end=None)
for kwargs in ({"sep": 1}, {"end": 2}, {"file": 3}, {"bad": 1}):
    try:
        print("x", **kwargs)
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("<flush>")


w = Writer()
print("a", 1, file=w)
print("b", file=w, end="", flush=True)
print(w.parts)
old = sys.stdout
sys.stdout = w
print("captured")
sys.stdout = old
print(w.parts[-2:])
sys.stdout.write("direct\n")
print(sys.stdout.write("count\n"))


class Bad:
    def __str__(self):
        return 5


try:
    print(Bad())
except TypeError as e:
    print(e)
print("é 日本 😀")
