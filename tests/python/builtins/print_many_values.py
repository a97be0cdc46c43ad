print(1, -2, 3.0, 4j, "s", b"b", None, True, ..., NotImplemented)
print([1, "a", None], (1,), {"k": [1]}, {1}, frozenset(), range(3), slice(1, 2))
print(int, str, type, object, ValueError, len, print, [].append.__name__)
print(ValueError("x"), repr(ValueError("x")), KeyError("k"), [ValueError("x")], Exception(), OSError(1, "m"))
print({"a": {"b": ["c", ("d", {"e"})]}})
print("é", ["é"], "日本", ("日",), "\n", ["\n"], "'", ["'"], '"', ['"'], ["'\""], "\\", ["\\"])
print(0.1, 1e100, 1e-100, 1.0, 100.0, 1e16, 123456789.0, -0.0, [0.1, 1e16], float("inf"), [float("nan")])
print(10 ** 30, -10 ** 30, [10 ** 30], 0, -0)
print(bytearray(b"x"), memoryview(b"x").tobytes(), [bytearray(b"\xff")], b"\x00\n'", [b'"'])
print({}.keys(), {1: 2}.values(), {1: 2}.items(), {"a": 1}.keys(), dict, [dict])
print(*[], *"abc", *{"k": 1}, *range(2), sep="|")
print("a\tb", "a\nb", "\x41", "tab\\t", r"\t", sep="~")
print("%s" % (1,), "{}".format([]), f"{ {} }", str(()), repr([]), format({}), ascii("é"))
print(True, [True, False], {True: False}, (None,), [...], [NotImplemented])
print(3 + 4j, -1j, [1j], 0j, complex(-0.0, -0.0), 1e20 + 0j, (1 + 0j))
class A:
    def __repr__(self): return "<A>"
    def __str__(self): return "str A"
print(A(), [A()], (A(),), {A: 1}[A], f"{A()} {A()!r}", "%s %r" % (A(), A()), str([A()]))
