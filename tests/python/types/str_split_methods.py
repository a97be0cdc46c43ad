print("a b  c ".split(), " a b ".split(" "), "a,b,,c".split(","), "a,b,c".split(",", 1), "a b c".split(None, 1), "".split(), "".split(","), "  ".split(), "a\tb\nc\x0bd\x1ce\u2003f".split())
print("a b  c ".rsplit(), "a,b,c".rsplit(",", 1), "a b c d".rsplit(None, 2), "abc".rsplit("x"), "aXXbXXc".split("XX"), "aXXXb".split("XX"), "a b c".split(maxsplit=1), "a-b-c".rsplit(sep="-", maxsplit=1), "a b c".split(" ", 0), "  a b ".split(None, 0), "  a b  ".rsplit(None, 0), " a  b ".split(None, 1))
print("a\nb\r\nc\rd\x0be\x0cf\x1cg\u2028h\x85i".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\n\nb".splitlines(keepends=True), "no end".splitlines())
print("key=value=x".partition("="), "key".partition("="), "key=value=x".rpartition("="), "key".rpartition("="), "".partition("x"))
print(",".join(["a", "b"]), "".join([]), "-".join("abc"), ", ".join(str(i) for i in range(4)), "x".join(["only"]), "ab".join(("1", "2", "3")), "日".join(["é", "a"]))
for text in ("'a'.split('')", "'a'.split(5)", "'a'.partition('')", "'a'.rpartition(5)", "','.join([1, 2])", "','.join(['a', None])", "','.join(5)", "'a'.split('b', 'c')", "'a'.splitlines('x', 1)", "'a'.join()", "'a'.rsplit('')", "'a'.join(['a', b'b'])"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
