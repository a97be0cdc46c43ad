import sys
sys.stdin = open("in.txt", "w+")
sys.stdin.write("first line\nsecond\n\nlast without newline")
sys.stdin.seek(0)
print(repr(input()))
print(repr(input("prompt> ")))
print(repr(input()))
print(repr(input()))
try:
    input()
except EOFError as e:
    print(type(e).__name__, e)


class Fake:
    def __init__(self, lines):
        self.lines = lines

    def readline(self):
        return self.lines.pop(0) if self.lines else ""

    def fileno(self):
        raise OSError

    def flush(self):
        pass


sys.stdin = Fake(["a\n", "b"])
print(input("? "), input())
try:
    input("eof? ")
except EOFError as e:
    print()
    print(e)
sys.stdin = None
try:
    input()
except RuntimeError as e:
    print(e)
del sys.stdin
try:
    input()
except RuntimeError as e:
    print(e)
sys.stdin = sys.__stdin__
print(repr(sys.stdin.read()), repr(sys.stdin.readline()), sys.stdin.readlines(), list(sys.stdin))
try:
    input(1, 2)
except TypeError as e:
    print(e)
