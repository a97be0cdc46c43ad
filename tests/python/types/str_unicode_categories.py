samples = "aÀǅªʰ١²½Ⅷ_\u0300\u200d \u00a0\u2028\t\n-+$<€\u00ad\ue000\u0378日ก👍"
for c in samples:
    print(ascii(c), c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isspace(), c.isupper(), c.islower(), c.istitle(), c.isidentifier(), c.isprintable(), ascii(c.upper()), ascii(c.lower()), ascii(c.title()), ascii(c.casefold()), len(c.encode("utf-8")))
total = [0] * 10
for i in range(0, 0x11000):
    c = chr(i)
    for k, m in enumerate((c.isalpha, c.isdecimal, c.isdigit, c.isnumeric, c.isspace, c.isupper, c.islower, c.istitle, c.isalnum, c.isprintable)):
        total[k] += m()
print(total)
h = 0
for i in range(0, 0x3000):
    c = chr(i)
    for d in c.upper() + c.lower() + c.title() + c.casefold() + c.swapcase():
        h = (h * 31 + ord(d)) % 1000000007
print(h)
print(int("١٢٣"), int("१२"), float("٣.٥"), "١".isdecimal(), "²".isdigit(), "½".isnumeric(), "Ⅷ".isnumeric(), int("９"))
print("ǅ".upper() == "Ǆ", "ǅ".lower() == "ǆ", "ß".upper(), "ﬀ".upper(), "ŉ".upper() == "ʼN", "ΰ".upper() == "Ϋ́", "İ".lower() == "i̇", "ς".upper() == "Σ", "ΣΑΣ".lower() == "σας", "ß".casefold(), "µ".casefold() == "μ")
