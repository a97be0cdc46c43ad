# compare: stderr
# The carets of a SyntaxError made by hand stay under its text.
import sys

for offset in range(0, 12, 3):
    for end in (0, 3, 8, 100):
        for text in ("abcdefg", "abcdefg\n"):
            error = SyntaxError("bad", ("x.py", 1, offset, text, 1, end))
            sys.excepthook(type(error), error, None)
