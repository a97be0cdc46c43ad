print(repr("  a b \n".strip()), repr("  a".lstrip()), repr("a  ".rstrip()), repr("xxaxx".strip("x")), repr("abcba".strip("ab")), repr("abcba".lstrip("ab")), repr("abcba".rstrip("ab")), repr("".strip()), repr("   ".strip()))
print(repr("\u2003a\u00a0".strip()), repr("\x1ca\x85".strip()), repr("a".strip("")), repr("[a]".strip("[]")), repr(" a ".strip(None)), repr("日a日".strip("日")))
print("prefix-name".removeprefix("prefix-"), "name".removeprefix("x"), "file.txt".removesuffix(".txt"), "file.txt".removesuffix(""), "aaa".removeprefix("aa"), "a".removesuffix("aa"), repr("ab".removeprefix("ab")))
print(repr("a".center(5)), repr("ab".center(5, "*")), repr("ab".ljust(5, ".")), repr("ab".rjust(5)), repr("abc".center(2)), repr("a".center(4, "é")), repr("ab".center(7)), repr("".ljust(3)))
print("42".zfill(5), "-42".zfill(5), "+1".zfill(4), "abc".zfill(2), "".zfill(3), "--1".zfill(6))
print(repr("a\tb\t\tc".expandtabs()), repr("a\tb".expandtabs(4)), repr("ab\tc\nd\te".expandtabs(3)), repr("\t".expandtabs(0)), repr("a\tb".expandtabs(-1)))
for text in ("'a'.strip(5)", "'a'.center()", "'a'.center(5, 'ab')", "'a'.ljust('x')", "'a'.zfill('x')", "'a'.removeprefix()", "'a'.removesuffix(5)", "'a'.rjust(5, '')", "'a'.center(5, 5)", "'a'.lstrip(b'a')"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
