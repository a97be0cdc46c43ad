items = ["plain", "it's", 'quote"', "both'\"", "new\nline", "tab\t", "back\\slash", "nul\0", "\x1b[0m", "é", "日本", "😀", "\xa0", "\u200b", "\ud800", "", " ", "'", '"', "\\'", "{}", "%s", "a\r\n", "\x7f", "\x80", "\u2028", "\ufeff", "\U0010ffff"]
for s in items:
    print(ascii(repr(s)), ascii(s), ascii([s]), len(repr(s)), repr(s)[0])
print(ascii(items) == "[" + ", ".join(ascii(i) for i in items) + "]", ascii({s: i for i, s in enumerate(items)})[:60])
for b in (b"", b"a'b", b'a"b', b"a'\"b", b"\x00\xff", b"\n\t\r\\", bytes(range(32, 127)), b"\x7f\x80"):
    print(repr(b), len(repr(b)), repr(bytearray(b)), [b], str(b) == repr(b))
print(repr("a" * 50), repr(["a'b", 'c"d']), repr(("x",)), repr({"k'": 'v"'}), repr({"s"}), f"{'q'!r}", "%r" % "it's", "{!r}".format("it's"), f"{'é'!a}", "%a" % "é")
for s in items:
    assert eval(repr(s)) == s and eval(ascii(s)) == s
for b in (bytes([i]) for i in range(256)):
    assert eval(repr(b)) == b
print("round trips ok", str(items[4]), repr(str(["a\n"])), repr(repr("a")), repr(repr(repr("'"))))
