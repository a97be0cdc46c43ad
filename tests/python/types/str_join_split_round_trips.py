samples = ["", "a", "a,b", ",a,,b,", "a b  c", " lead", "trail ", "\ttab\nnl\r\n", "é,日,😀", ",,,", "   ", "x" * 50]
for s in samples:
    assert ",".join(s.split(",")) == s and "".join(s) == s and "".join(s.splitlines(True)) == s
    assert s.split() == s.rsplit() and " ".join(s.split()) == " ".join(s.rsplit()) and s.partition(",")[0] + s.partition(",")[1] + s.partition(",")[2] == s
    assert "".join(s.rpartition(",")) == s and s[::-1][::-1] == s and s.encode().decode() == s and eval(repr(s)) == s and eval(ascii(s)) == s
    print(repr(s), s.split(","), s.split(), s.rsplit(",", 1), s.split(",", 1), s.splitlines(), s.partition(","), s.rpartition(","), s.count(","), s.find(","), s.rfind(","))
for n in range(-1, 5):
    print(n, "a b c d".split(" ", n), "a b c d".rsplit(" ", n), " a  b c ".split(None, n), " a  b c ".rsplit(None, n), "aXXbXXc".split("XX", n), "aaa".replace("a", "b", n))
print("a\u2028b\u2029c\x85d\x1ce\x1df\x1eg\x0bh\x0ci\rj\nk\r\nl".splitlines(), "\n\r\n\r".splitlines(), "\n\r\n\r".splitlines(True), "x\n".splitlines(), "\n".join(["", "a", ""]).splitlines())
print("abcabcabc".split("abc"), "abcabcabc".split("bca"), "aaaa".split("aa"), "a".split("a"), "".split("a"), "mississippi".split("ss"), "mississippi".rsplit("ss", 1), "mississippi".replace("ss", "SS").partition("SS"))
