print('single', "double", '''triple
line''', """a "quoted" one""")
print("tab\there", "nl\\n", "q\"q", 'q\'q', "\x41\101\u0042\U00000043\N{LATIN SMALL LETTER A}")
print(r"raw\n\t", rb"raw\x", b"bytes\x00\xff", R"\'", br"\d")
print("con" "cat" 'en' """ate""", "line \
joined")
print(len("\0"), repr("\0\x1f\x7f\x80\xa0\xad\u200b\ud800"), repr("\t\n\r\a\b\f\v"))
print(repr("it's"), repr('say "hi"'), repr("""both ' and \" """), repr("\\"))
print(repr(b"it's"), repr(b'"'), repr(b"'\""), b"\a\b\t\n\v\f\r\\", b"\101\x41")
print("é", "日本", "😀", len("😀"), len("é"), "\u00e9" == "é")
print(u"unicode prefix", "" == '', "a" "b"
      "c")
print(f"{1}" "{x}" f"{2}")
print("""first
    indented
last""")
print("\N{SNOWMAN}", "\N{GREEK SMALL LETTER ALPHA}", ascii("\N{SNOWMAN}"))
print('\
start')
