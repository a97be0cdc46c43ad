# Finalizers and replaced functions while a pickle is loaded, and odd numbers in it.
import _codecs
import io
import pickle
import warnings


class Finalized:
    def __del__(self):
        global action
        if action:
            function, action = action, None
            function()


class Unpickler(pickle.Unpickler):
    def find_class(self, module, name):
        return Finalized


action = None

# The escapes of a string are not asked of Python code.
escape_decode = _codecs.escape_decode
for answer in 5, (), (5,), ("text", 3), None:
    _codecs.escape_decode = lambda data: answer
    print(answer, pickle.loads(b"S'a\\x41\\n'\n."))
_codecs.escape_decode = escape_decode
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(pickle.loads(b"S'\\L\\M'\n."), [str(warning.message) for warning in caught])

# The object that had a number before goes, and changes the memo.
for number in b"\x00\x00\x10\x00", b"\x01\x00\x00\x00":
    for change in lambda: unpickler.memo.clear(), lambda: setattr(unpickler, "memo", {}):
        puts = b"c_\n_\n)Rr" + number + b"0Nr" + number + b"0K\x05r\x02\x00\x00\x00\x94K\x06\x94."
        unpickler = Unpickler(io.BytesIO(puts))
        action = change
        print(unpickler.load(), sorted(unpickler.memo.copy())[:1])

# What an Unpickler still has goes when it is begun anew.
data = b"c_\n_\n)Rr\x01\x00\x00\x00]q\x05."
for memo in {}, {1: 2}:
    unpickler = Unpickler(io.BytesIO(data * 5))
    unpickler.load()

    def load():
        try:
            unpickler.load()
        except Exception:
            pass

    action = load
    unpickler.__init__(io.BytesIO(data * 3))
    print(action, unpickler.load())

ODD = (
    b"I-0\n.",
    b"I+1\n.",
    b"I 0\n.",
    b"I0x1\n.",
    b"F1e400B\n.",
    b"F-1e400\x00\n.",
    b"F1e5B\n.",
    b"V\\U00110000\n.",
)
for data in ODD:
    try:
        print(data, repr(pickle.loads(data)))
    except Exception as error:
        print(data, type(error).__name__, error)
for codec in "unicode_escape", "raw_unicode_escape":
    print(b"\\U00110000".decode(codec, "backslashreplace"))
    try:
        b"\\U00110000".decode(codec)
    except UnicodeDecodeError as error:
        print(error)
