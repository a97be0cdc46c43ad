samples = ["", "a", "A", "1", " ", "\n", "a1", "a b", "é", "٣", "²", "½", "Ⅷ", "_x", "1x", "class", "\u200b", "\x00", "日本", "\u00a0", "\u2028", "😀", "-1", "\x1c", "ª", "x-y"]
for s in samples:
    print(ascii(s), *(int(getattr(s, m)()) for m in ("isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isascii", "isidentifier", "isprintable")))
print("abc".isalpha(), "ab1".isalnum(), "12".isdigit(), " \t".isspace(), "caf\u00e9".isascii(), "def".isidentifier())
print("".isascii(), "".isprintable(), "".isalpha(), "".isidentifier())
