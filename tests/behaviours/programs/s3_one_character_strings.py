# The empty string and each one-character Latin-1 string is one object, however it was made.
different = []
for number in range(256):
    c = chr(number)
    made = {
        "index": ("x" + c)[1],
        "slice": ("x" + c + "y")[1:2],
        "join": "".join([c]),
        "join two": "".join(["", c]),
        "percent": "%c" % number,
        "percent s": "%s" % c,
        "format": "{}".format(c),
        "f-string": f"{c}",
        "str": str(c),
        "eval": eval(repr(c)),
        "decode": bytes([number]).decode("latin-1"),
        "iteration": list("ab" + c)[2],
        "times one": c * 1,
        "plus nothing": c + "",
        "replace": ("ab" + c).replace("ab", ""),
        "split": ("-|" + c).split("-|")[1],
        "partition": ("-|" + c).partition("-|")[2],
        "translate": "x".translate({ord("x"): c}),
        "encode and back": c.encode().decode(),
    }
    different += [(number, how) for how, text in made.items() if text is not c]
for number in range(10):
    if str(number) is not chr(48 + number) or repr(number) is not chr(48 + number):
        different.append((number, "digit"))
empty = {
    "slice": "abc"[3:],
    "join": "".join([]),
    "times zero": "abc" * 0,
    "str": str(),
    "strip": "   ".strip(),
    "decode": b"".decode(),
    "format": "{}".format(""),
    "replace": "abc".replace("abc", ""),
    "partition": "abc".partition("x")[1],
    "f-string": f"{''}",
}
different += [("", how) for how, text in empty.items() if text is not ""]
print(different)
