for s in ("hello World", "ÀÉÎ õü", "straße", "ǆ", "ﬁne", "İstanbul", "ΑΣ ΣΑΣ", "123abc", "", "they're bill's", "x\u0345", "ŉ"):
    print(ascii(s), ascii(s.upper()), ascii(s.lower()), ascii(s.title()), ascii(s.capitalize()), ascii(s.swapcase()), ascii(s.casefold()))
for s in ("ABC", "abc", "Abc Def", "aBC", "A1", "1", "", " ", "É", "é", "ǅ", "Abc def"):
    print(ascii(s), s.isupper(), s.islower(), s.istitle())
print("ß".casefold() == "SS".casefold(), "ß".upper(), "ς".upper(), "Σ".lower(), "ΑΣ".lower(), "ΑΣΑ".lower())
for text in ("'a'.upper(1)", "'a'.title(x=1)", "str.upper()", "str.upper(5)", "'a'.foo()"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
