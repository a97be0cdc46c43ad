for s in ("plain", "it's", 'a "q"', "both ' \"", "\\", "\n\t\r", "\x00\x07\x1b\x7f", "\x80\x9f\xa0\xad\xff", "é", "\u0378", "\u200b\u200e\u2028", "日本", "😀", "\U0010ffff", "\ud800", "\ue000", "\ufeff", "a\u0301", "\u3000", "\U000e0001"):
    print(ascii(s), len(repr(s)), repr(s) if s.isascii() else ascii(repr(s)))
print(ascii("é日😀"), ascii([1, "é"]), repr("é日😀"), "%r" % "é", f"{'日'!r} {'日'!a}")
print(repr(["a", 'b"', "c'"]), repr({"k'": "v"}), repr(("",)), str(["\n"]), repr(b"\xc3\xa9"))
print(eval(repr("a\\b'c\"d\n\x00é😀")) == "a\\b'c\"d\n\x00é😀")
