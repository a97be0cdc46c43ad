s = "aé日😀"
for enc in ("utf-8", "utf8", "UTF-8", "utf_8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-16", "utf-32"):
    b = s.encode(enc)
    print(enc, b, b.decode(enc) == s)
print("é".encode("latin-1"), "é".encode("iso-8859-1"), "abc".encode("ascii"), b"\xe9".decode("latin-1"), "".encode(), b"".decode(), "abc".encode("us-ascii"))
for handler in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace"):
    print(handler, "aé日😀b".encode("ascii", handler), "é日".encode("latin-1", handler))
for handler in ("ignore", "replace", "backslashreplace", "surrogateescape"):
    print(handler, ascii(b"a\xff\xc3(b\xe6\x97".decode("utf-8", handler)), ascii(b"a\xffb".decode("ascii", handler)))
print("a\udcff".encode("utf-8", "surrogateescape"), "\ud800".encode("utf-8", "surrogatepass"), ascii(b"\xed\xa0\x80".decode("utf-8", "surrogatepass")))
for text in ("'é'.encode('ascii')", "'日'.encode('latin-1')", "b'\\xff'.decode()", "b'ab\\xc3'.decode()", "b'\\x80'.decode('ascii')", "'\\ud800'.encode()", "'a'.encode('nope')", "b'a'.decode('nope')", "'é'.encode('ascii', 'nope')", "'a'.encode(5)", "b'\\xe6\\x97z'.decode()", "b'\\xc0\\x80'.decode()", "b'\\xf5\\x80'.decode()", "b'\\xed\\xa0\\x80'.decode()", "b'abc'.decode('utf-16-le')", "'éé日'.encode('ascii')"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
try:
    "ab\u20ac".encode("latin-1")
except UnicodeEncodeError as e:
    print(e.encoding, ascii(e.object), e.start, e.end, e.reason, isinstance(e, ValueError))
try:
    b"ab\xffcd".decode("utf-8")
except UnicodeDecodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason)
