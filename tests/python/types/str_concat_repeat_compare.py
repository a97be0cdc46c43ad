print("a" + "b", "ab" * 3, 3 * "ab", "a" * 0, "a" * -5, "" * 100, "x" * True, "é" + "a" + "日" + "😀", len("ab" * 1000))
print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "a" == "a", "a" != "b", "Z" < "a", "é" > "z", "日" > "é", "😀" > "日", "a" >= "a", "b" <= "a")
for text in ("'a' + 1", "1 + 'a'", "'a' + b'b'", "'a' * 'b'", "'a' * 1.5", "'a' - 'b'", "-'a'", "'a' / 2", "'a' * None", "'a' + None", "'a' < 1", "'a' & 'b'", "'abc' * 10 ** 20", "'a' @ 'b'", "'a' // 2", "'a' ** 2", "~'a'", "'a' % 5", "b'a' + 'a'"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
s = ""
for i in range(100):
    s += chr(97 + i % 26)
print(s, len(s))
print(hash("a") == hash("a"), hash("ab" + "c") == hash("abc"), hash("") == hash(""), "abc" == "ab" + "c")
print(list("héllo"), tuple("ab"), set("a"), sorted("hello"), list(enumerate("ab")), max("hello"), min("hello"))
print("a" "b" in "cab", not "x" in "y", "x" not in "xyz")
for c in "日本":
    print(c, ord(c), hex(ord(c)), chr(ord(c)))
