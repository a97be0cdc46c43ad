# What error handlers put in place of unencodable text: ASCII text, or whole units of bytes.
import codecs

ANSWERS = ["?", "??", "\xe9", "\u1234", "\ud800", "", b"", b"y", b"yy", b"yyy", b"yyyy", b"\xff" * 8]
for codec in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
              "ascii", "latin-1", "cp1252"):
    for answer in ANSWERS:
        codecs.register_error("test.answer", lambda error: (answer, error.end))
        try:
            print(codec, ascii(answer), "a\ud800\udc01b\u4321".encode(codec, "test.answer"))
        except UnicodeEncodeError as error:
            print(codec, ascii(answer), error)


class Position:
    def __index__(self):
        return 2


for position in (1.5, None, "2", Position(), 2**70, -1):
    codecs.register_error("test.position", lambda error: ("?", position))
    try:
        print(b"\xffab".decode("ascii", "test.position"))
    except Exception as error:
        print(type(error).__name__, error)
