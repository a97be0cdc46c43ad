import sys


class Capture:
    def __init__(self):
        self.parts = []

    def write(self, s):
        self.parts.append(s)
        return len(s)

    def flush(self):
        self.parts.append("FLUSH")


real = sys.stdout
c = sys.stdout = Capture()
print("a", "b", sep="-", end="|")
print()
print("x", flush=True)
sys.stdout = real
print(c.parts)
sys.stdout = None
print("goes nowhere")
sys.stdout = real
print("back")
f = open("out.txt", "w")
print("to file", file=f)
f.close()
print(open("out.txt").read(), end="")
try:
    print("closed", file=f)
except ValueError as e:
    print(e)


class NoWrite:
    pass


class BadWrite:
    def write(self, s):
        raise OSError("disk full")


for target in (NoWrite(), BadWrite(), 5):
    try:
        print("x", file=target)
    except Exception as e:
        print(type(e).__name__, e)
del sys.stdout
try:
    print("x")
except RuntimeError as e:
    sys.stdout = real
    print(e)
print(sys.stdout.write("abc"), sys.stdout.writelines(["d", "e\n"]))
for bad in (5, None, b"bytes"):
    try:
        sys.stdout.write(bad)
    except TypeError as e:
        print(e)
sys.stdout.flush()
sys.stdout.buffer.write(b"binary\n")
sys.stdout.flush()
print(sys.stdout.isatty(), sys.stdout.line_buffering in (True, False), hasattr(sys.stdout, "buffer"), sys.stdout.buffer.raw.name)
