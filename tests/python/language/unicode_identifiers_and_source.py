π = 3.14159
naïve = "naïve"
变量 = [1, 2]
Ω = lambda ω: ω * 2
class Café:
    été = "summer"
    def méthode(self, größe=1):
        return größe
print(π, naïve, 变量, Ω(4), Café.été, Café().méthode(größe=5), Café.__name__, Café)
ﬁle = "normalised"
print(file, "ﬁle" in globals(), "file" in globals())
𝐱 = 5
print(x, getattr(Café, "été"), setattr(Café, "é", 1), Café.é, sorted(k for k in vars(Café) if not k.isascii() and k.isidentifier()))
def f(*, ñ): return ñ
print(f(ñ=1), f(**{"ñ": 2}), f.__code__.co_varnames)
try:
    f(m=1)
except TypeError as e:
    print(e)
try:
    变量名
except NameError as e:
    print(e)
print("日本語" "テキスト", '😀' * 2, "tab\tü", '''多
行''', f"{naïve:>10}|{'日本':^8}|{变量!r}", "%s" % naïve, b"ascii only")
d = {"ключ": "значение"}
print(d, d["ключ"], [*d], "ключ" in d, {"é": 1} == {"e\u0301": 1})
for ü in "äö":
    print(ü, end=" ")
print(ü, [ß for ß in range(3)], (lambda é: é + 1)(1))
for bad in ("x = €", "a\u200b = 1", "1é = 2", "x = 5 – 3", "“a”", "é\u00b2 = 1", "\u0301x = 1", "x\u3000=\u30001"):
    try:
        compile(bad, "f", "exec")
        print(ascii(bad), "compiles")
    except SyntaxError as e:
        print(ascii(bad), "->", ascii(e.msg))
print("ª".isidentifier(), "·a".isidentifier(), "a·".isidentifier(), "℘".isidentifier(), "𝐱".isidentifier())
