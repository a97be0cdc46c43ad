# compare: stderr
def make(kind, text):
    try:
        raise kind(text)
    except kind as e:
        return e


def nested():
    try:
        raise ExceptionGroup("inner", [make(KeyError, "k"), ValueError("no traceback")])
    except ExceptionGroup as e:
        e.add_note("note on inner")
        return e


raise ExceptionGroup("outer", [make(TypeError, "t"), nested(), OSError(2, "No such file")])
