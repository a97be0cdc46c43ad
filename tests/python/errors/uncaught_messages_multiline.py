# compare: stderr
import sys
for e in (ValueError("line one\nline two"), ValueError(""), ValueError(), KeyError("it's"), ValueError("é 日 😀"), OSError(2, "No such file", "f.txt"), ValueError(1, 2), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), SystemError("s"), Exception(None), StopIteration(5), KeyboardInterrupt()):
    sys.excepthook(type(e), e, None)
raise ValueError("""ends
with three
lines""")
