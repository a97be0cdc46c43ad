def attempt(f, *names):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, "|", e, "|", e.args, {n: (v if isinstance(v := getattr(e, n), (str, int, type(None), tuple, bytes)) else type(v).__name__) for n in names})


attempt(lambda: nope, "name")
attempt(lambda: [].nope, "name", "obj")
attempt(lambda: int.nope, "name", "obj")
attempt(lambda: {}["k"])
attempt(lambda: {}[1, 2])
attempt(lambda: [][1])
attempt(lambda: open("missing.txt"), "errno", "strerror", "filename", "filename2")
attempt(lambda: next(iter([])), "value")
attempt(lambda: "é".encode("ascii"), "encoding", "object", "start", "end", "reason")
attempt(lambda: b"\xff".decode(), "encoding", "object", "start", "end", "reason")
attempt(lambda: __import__("no_such_module"), "name", "path", "msg")
attempt(lambda: exec("from math import nope"), "name", "path", "msg")
attempt(lambda: compile("a b", "f.py", "exec"), "msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line")
for make in (lambda: OSError(2, "No such", "f"), lambda: OSError(13, "x"), lambda: OSError("just text"), lambda: OSError(2, "a", "b", None, "c"), lambda: OSError(), lambda: OSError(17, "exists", b"bytes")):
    e = make()
    print(type(e).__name__, "|", e, "|", e.args, e.errno, e.strerror, e.filename, e.filename2)
for e in (SystemExit(), SystemExit(3), SystemExit("msg"), SystemExit(1, 2)):
    print(repr(e), e.code)
e = ImportError("m", name="n", path="p")
print(e.name, e.path, e.msg, repr(e))
e = NameError("m", name="x")
print(e.name, repr(e))
e = AttributeError("m", name="a", obj=5)
print(e.name, e.obj)
e = UnicodeDecodeError("enc", b"abc", 1, 2, "why")
print(e, repr(e))
e = UnicodeEncodeError("enc", "abc", 0, 3, "why")
print(e)
print(UnicodeTranslateError("abc", 1, 2, "why"))
e = SyntaxError("m", ("f", 1, 2, "text", 1, 5))
print(e, e.filename, e.lineno, e.offset, e.text, e.end_offset, repr(e))
print(KeyError("k"), KeyError(), KeyError(1, 2), str(KeyError("it's")), str(Exception("a", 1)), str(Exception("")), repr(Exception()), repr(Exception("a", 1)))
for bad in (lambda: UnicodeDecodeError(), lambda: UnicodeDecodeError("a", "b", 1, 2, "c"), lambda: ImportError(bad=1), lambda: BaseExceptionGroup(), lambda: Exception(x=1), lambda: OSError(x=1), lambda: SyntaxError("m", 5), lambda: SyntaxError("m", (1, 2))):
    attempt(bad)
