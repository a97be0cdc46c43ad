print("aaa".replace("a", "b"), "aaa".replace("a", "bb", 2), "abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "abc".replace("x", "y"), "aXbX".replace("X", ""), "abcabc".replace("bc", "日"), "日本日".replace("日", "a"), "aaaa".replace("aa", "b"), "abc".replace("b", "b"), "a.b.c".replace(".", "::", -1), "aaa".replace("a", "b", 0))
t = str.maketrans("abc", "xyz")
print(t, "aabbcc d".translate(t), "hello".translate({ord("l"): None}), "hello".translate({ord("h"): "HH", ord("o"): 48}), "a-b".translate(str.maketrans("", "", "-")))
print(str.maketrans({"a": "1", 98: None}), str.maketrans("a", "b", "cd"), "aé日".translate({233: 97, 0x65e5: "sun"}), "abc".translate({}))


class Map:
    def __getitem__(self, k):
        if k == ord("b"):
            raise LookupError
        return chr(k).upper()


print("abc".translate(Map()))
for text in ("'a'.replace('a')", "'a'.replace(1, 'b')", "'a'.replace('a', 5)", "'a'.translate(5)", "str.maketrans('a', 'bc')", "str.maketrans('a')", "str.maketrans({'ab': 1})", "'a'.translate({97: 1.5})", "'a'.translate({97: 0x110000})", "'a'.replace('a', 'b', 'c')", "str.maketrans({1.5: 'a'})", "'a'.replace(old='a', new='b')", "str.maketrans('a', 5)"):
    try:
        print(eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
