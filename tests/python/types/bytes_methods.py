b = b"The cat sat on the mat"
print(b.find(b"at"), b.rfind(b"at"), b.find(97), b.index(b"cat"), b.count(b"at"), b.count(97), b.count(b""), b.startswith(b"The"), b.startswith((b"x", b"The")), b.endswith(b"mat"), b.find(b"zzz"), b.find(b"at", 6, 8))
print(b.split(), b.split(b" ", 2), b.rsplit(b" ", 1), b"a,b,,c".split(b","), b"a\nb\r\nc".splitlines(), b"a\nb".splitlines(True), b.partition(b" "), b.rpartition(b" "), b" a b ".split(None, 1), b"".split(), b"".split(b","))
print(b.upper(), b.lower(), b.title(), b.capitalize(), b.swapcase(), b"\xe9A".lower(), b"aBC dEF".title())
print(b.replace(b"at", b"og"), b.replace(b"at", b"og", 1), b"abc".replace(b"", b"-"), b"  a ".strip(), b"xax".strip(b"x"), b"  a".lstrip(), b"a ".rstrip(), b"pre-x".removeprefix(b"pre-"), b"x.py".removesuffix(b".py"))
print(b"a".center(5), b"a".center(4, b"*"), b"a".ljust(3, b"."), b"a".rjust(3), b"-5".zfill(4), b"a\tb".expandtabs(4), b",".join([b"a", b"b"]), b"".join([]), b"-".join((bytearray(b"x"), b"y")), b"abc".translate(bytes(range(256)), b"b"), b"abc".translate(bytes.maketrans(b"a", b"z")), b"abc".translate(None, b"ac"))
for s in (b"", b"abc", b"ABC", b"123", b"a1", b" \t", b"Abc", b"\xe9", b"\x0b"):
    print(s, s.isalpha(), s.isdigit(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isascii())
for text in ("b.find('a')", "b.index(b'zzz')", "b.index(300)", "b.split('a')", "b.split(b'')", "b.join(['a'])", "b','.join([1])", "b.replace('a', 'b')", "b.startswith('a')", "b.startswith((b'a', 'b'))", "b.center(5, b'ab')", "b.center(5, 'x')", "b.translate(b'short')", "bytes.maketrans(b'a', b'bc')", "b.strip('a')", "b.rindex(b'q')", "b.count('a')", "b.partition('x')", "b.foo", "b.zfill('a')", "b.decode(5)", "b.removeprefix('x')"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
