b = b"\x00\xff\x80abc\x00abc\xff"
print(b.find(b"abc"), b.rfind(b"abc"), b.find(0), b.rfind(0), b.count(b"\xff"), b.count(255), b.index(b"\x80"), b.rindex(b"c"), 0x80 in b, b"\x80a" in b, b.startswith(b"\x00\xff"), b.endswith(b"\xff"), b.split(b"\x00"), b.replace(b"\x00", b""), b.partition(b"abc"), b.rpartition(b"abc"), b.strip(b"\x00\xff"), b.find(b""), b.find(b"", 100), b.count(b""))
print(b < b"\x01", b > b"", b"a" < b"b" < b"\x80" < b"\xff", b"ab" < b"abc", b"B" < b"a", b"" < b"\x00", sorted([b"b", b"", b"\xff", b"a", b"ab"]), max(b), min(b), sum(b), list(b[:3]), b[::-1], b[-3:], b * 2 == b + b, len(b), bytes(reversed(b)) == b[::-1])
print(b.isalpha(), b"abc".isalpha(), b"12".isdigit(), b"aB".isupper(), b"Ab Cd".istitle(), b" \n".isspace(), b"\x80".isascii(), b"a1".isalnum(), b"ab".islower(), b"AB1".isupper())
print(b"hello world".title(), b"HELLO".lower(), b"hello".upper(), b"Hello".swapcase(), b"hELLO".capitalize(), b"a,b".split(b","), b"x".center(5, b"-"), b"5".zfill(3), b"+5".zfill(4), b"a\tb".expandtabs(2), b"\n".join([b"1", b"2"]), b"a\nb\rc\r\n".splitlines(), b"a\x0bb\x85c".splitlines())
print(b"abc".hex(), b"abc".hex(":"), b"abcdef".hex("_", 4), b"abcdef".hex("_", -4), b"".hex(), bytes.fromhex("61 62"), bytes.fromhex("6162\t63\n"), b"%d %s %x" % (5, b"q", 255), b"%c" % 65, b"%5.1f|" % 2.25, b"%-5s|" % b"a")
h = 0
for i in range(256):
    c = bytes([i])
    for m in ("isalpha", "isdigit", "isspace", "isupper", "islower", "isalnum", "isascii"):
        h = (h * 2 + getattr(c, m)()) % 1000003
    h = (h * 31 + c.upper()[0] + c.lower()[0] + c.swapcase()[0] + len(repr(c))) % 1000003
print(h)
for text in ("b.find(256)", "b.find(-1)", "b.index(b'zz')", "b.find('a')", "b.find(None)", "b.count(1.5)", "b.startswith(5)", "b.replace(b'a', 'b')", "b.join('ab')", "b + 'a'", "b'a' < 'a'", "b'a' == 'a'", "b.split(b'')", "b.rsplit('')", "b'%s' % 'a'", "bytes.fromhex('6')", "bytes.fromhex('é')", "b[0:'a']", "b['a']", "b[100]"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
