# Case ignored where upper case has several characters, or other characters share it.
import re

PAIRS = [
    ("K", "\u212a"), ("k", "\u212a"), ("\u212a", "k"), ("S", "\u017f"), ("\u017f", "s"),
    ("\ufb05", "\ufb06"), ("\ufb06", "\ufb05"), ("[A-z]", "\u212a"), ("[k-l]", "\u212a"),
    ("\u1e9e", "\xdf"), ("\xdf", "\u1e9e"), ("\u0130", "i"), ("i", "\u0130"), ("\u0131", "I"),
    ("[\u0430-\u045f]", "\u1c80"), ("\u03b9", "\u1fbe"), ("\u0390", "\u1fd3"),
    ("\u01c5", "\u01c4"), ("[\u0400-\u0425]", "\u0440"),
]
for pattern, text in PAIRS:
    for flags in (re.IGNORECASE, re.IGNORECASE | re.ASCII):
        in_set = "[" + pattern.strip("[]") + "]"
        print(ascii(pattern), ascii(text), bool(re.match(pattern, text, flags)),
              bool(re.match(in_set, text, flags)))
