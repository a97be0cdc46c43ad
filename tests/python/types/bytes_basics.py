b = b"hello"
print(b, len(b), b[0], b[-1], b[1:3], b[::-1], list(b), b + b"!", b * 2, 2 * b, 104 in b, b"ell" in b, b"" in b, b"xyz" in b, bytes(3), bytes([65, 66]), bytes(b"x"), bytes("é", "utf-8"), bytes("a", encoding="ascii"), bytes(range(5)), bytes())
print(b == b"hello", b < b"help", b > b"", b != "hello", hash(b) == hash(b"hel" + b"lo"), b == bytearray(b"hello"), {b: 1}[b"hello"], sorted([b"b", b"a"]), max(b), min(b))
print(b.hex(), b.hex(":"), b.hex(" ", 2), b.hex("-", -2), bytes.fromhex("68 65 6c"), bytes.fromhex(""), bytes.fromhex("DEADbeef"), bytes.fromhex(" 0a\n0b"))
for text in ("b[10]", "b['a']", "b[0] = 1", "b + 'a'", "b + 5", "bytes('a')", "bytes(-1)", "bytes([256])", "bytes([-1])", "bytes(['a'])", "bytes(5, 'ascii')", "bytes(1.5)", "bytes.fromhex('1')", "bytes.fromhex('zz')", "bytes.fromhex('1 2')", "300 in b", "'a' in b", "b < 'a'", "b.hex('')", "b.hex(5)", "b.hex('ab')", "b * 'a'", "bytes(None)", "bytes('a', 5)", "bytes(object())", "b'a' % 5", "-1 in b", "bytes('é', 'ascii')", "b.hex('é')"):
    try:
        exec(text) if " = " in text else print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class B:
    def __bytes__(self):
        return b"custom"


class I:
    def __index__(self):
        return 2


print(bytes(B()), bytes(I()), bytes([I()]), b[I()])
print(repr(b"\x00\x09\x0a\x7f\x80'"), str(b"a'b"), bytes(i for i in (1, 2)), b"a" b"b", iter(b).__next__())
