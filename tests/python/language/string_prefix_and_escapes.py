print(len(r"\n"), len("\n"), len(rb"\n"), len(b"\n"), R"\x41", rB"\x41", Rb"\t" == b"\\t", BR"\q" == b"\\q")
print("\1\12\123\0", repr("\1\12\123\0"), repr("\400"), "\x41\x7e", "\u0041\U00000041", repr("\xff\u0100\U0001f600"))
print("a\
b", "tab\tq", 'single\'s', "double\"s", '''it's "ok"''', """'''""", '"""')
print("\N{BULLET}\N{DIGIT ONE}\N{LATIN SMALL LETTER E WITH ACUTE}\N{HANGUL SYLLABLE GAG}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{grinning face}")
print(r'\'', r"\"", len(r'\''), r"a\\", repr(r"\u0041"), rf"{1}\n{2}", fr"\{3}", f"\n{4}".strip(), F"{5}", Rf"{6}\t")
print(repr("""
"""), repr('''a
b'''), "one" 'two' """three""" r"\four" "\t".strip() or "x")
for bad in ("'\\x'", "'\\xg0'", "'\\u123'", "'\\U0000004'", "'\\U00110000'", "'\\N{}'", "'\\N{NOT A NAME}'", "'\\N'", "b'\\x0'", "b'\\u0041'", "'abc", "'''abc", "ur'x'", "bu'x'", "bf'x'", "b'é'", "'a' b'b'", "r'\\'", "f'{1' '}'"):
    try:
        print(bad, repr(eval(bad)))
    except SyntaxError as e:
        print(ascii(bad), "->", e.msg)
print(b"\x00\x7f\x80\xff", b"\\", b'\'"', b"\0\1\12", bytes("\u00e9", "utf8"), b"a" b"\x62" rb"\x63")
print(len("👨‍👩‍👧"), [hex(ord(c)) for c in "👨‍👩‍👧"], "e\u0301" == "\u00e9", len("e\u0301"), "\u00e9".encode())
é_name = "identifier é"
日本 = "identifier 日本"
ﬁ = "ligature"
print(é_name, 日本, fi, "fi" in globals(), sorted(k for k in globals() if not k.isascii()) == sorted(["é_name", "日本"]))
