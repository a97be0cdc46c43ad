s = "the cat sat on the mat"
print(s.find("the"), s.find("the", 1), s.find("dog"), s.rfind("the"), s.rfind("t"), s.find("", 5), s.find("", 100), s.rfind(""), s.find("at", 5, 7), s.find("at", -3), s.find("t", None, None))
print(s.index("cat"), s.rindex("at"), s.count("t"), s.count("at"), s.count(""), s.count("the", 1), s.count("aa"), "aaaa".count("aa"), "".count(""), "abc".count("", 1, 2))
print(s.startswith("the"), s.startswith(("a", "the")), s.startswith("cat", 4), s.endswith("mat"), s.endswith(("x", "mat")), s.endswith("sat", 0, 11), s.startswith(""), s.startswith("", 100), s.endswith(()), "".startswith(""))
print("a" in s, "" in s, "cat sat" in s, "CAT" in s, "日" in "日本", "日本日本".find("本", 2), "aéb日c😀d".find("😀"), "aéb日c😀d".rfind("c"), "aéb".find("日"))
for text in ("s.index('dog')", "s.rindex('dog')", "s.find(5)", "s.count()", "s.startswith(5)", "s.startswith((1, 2))", "s.startswith(['a'])", "s.endswith()", "5 in s", "s.find('a', 'b')", "s.index('a', 1, 2, 3)", "s.endswith(None)", "s.count('a', 1.5)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
big = "ab" * 1000 + "needle" + "ab" * 1000
print(big.find("needle"), big.rfind("needle"), big.count("ab"), big.find("aab"), big.find("ba" * 500), big.index("needle", 1999))
