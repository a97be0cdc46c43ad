a = "a" * 1000
b = a + "é"
c = b + "日"
d = c + "😀"
for s in (a, b, c, d):
    print(len(s), s[-1], s[:3], s.count("a"), s.find(s[-1]), s.upper()[-2:], s.replace("a", "")[:3], s == s[:500] + s[500:], hash(s) == hash(s[:7] + s[7:]))
print(d[:1000] == a, d[:1001] == b, d[:-1] == c, a < b < c < d)
print("".join([a, "é", "日", "😀"]) == d, (d * 2)[1003:1006], d[::-1][:4], d.split("日")[1], d.encode()[-9:], len(d.encode()), d.encode().decode() == d)
print("日本語".center(9, "*"), "日本".rjust(4), "é".zfill(3), "日,本".split(","), "a日b".partition("日"), "日本".startswith("日"), "日本".endswith("本"), "x日y日z".rsplit("日", 1), "日 本".title(), "日本" * 2)
print("é" in d, "z" in d, d.index("日"), ord(d[1001]), d[999:1003], d[1000:1002].isalpha(), d.isascii(), a.isascii(), a.islower())
print(sorted(["é", "a", "日", "😀", "z"]), max("aé日😀"), "é" < "日" < "😀", ["é", "日"] == ["\u00e9", "\u65e5"])
