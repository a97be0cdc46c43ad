# Patterns and texts made at random, with the same seed everywhere. Not possessive repeats: what
# CPython 3.11.2 answers for some differs from machine to machine.
import random
import re
import warnings

warnings.simplefilter("ignore")
rng = random.Random(3)
ATOMS = ["a", "b", "c", "ab", ".", "[ab]", "[^a]", r"\w", r"\d", r"\b", "^", "$", "x", "", "[a-c]", r"\s", "(?=b)", "(?!b)", "(?<=a)", "(?<!a)", r"\1", r"\Z", "A", "[B-C]", "\u00e9", "K"]
QUANTS = ["*", "+", "?", "*?", "+?", "??", "{1,2}", "{2}", "{0,2}?"]
def make(depth):
    kind = rng.random()
    if depth == 0 or kind < .3:
        return rng.choice(ATOMS)
    if kind < .5:
        return make(depth - 1) + make(depth - 1)
    if kind < .62:
        return "(" + make(depth - 1) + ")"
    if kind < .70:
        return "(?:" + make(depth - 1) + "|" + make(depth - 1) + ")"
    if kind < .73:
        return "(?>" + make(depth - 1) + ")"
    if kind < .75:
        return "(?(1)" + make(depth - 1) + "|" + make(depth - 1) + ")"
    if kind < .78:
        return rng.choice(["(?=", "(?!", "(?<=", "(?<!"]) + make(depth - 1) + ")"
    if kind < .80:
        return "(?i:" + make(depth - 1) + ")"
    return "(?:" + make(depth - 1) + ")" + rng.choice(QUANTS)
for n in range(600):
    text = make(rng.randrange(1, 6))
    flags = rng.choice([0, 0, re.I, re.M, re.S, re.A])
    try:
        pattern = re.compile(text, flags)
    except Exception as error:
        print(n, ascii(text), type(error).__name__, error)
        continue
    for i in range(3):
        subject = "".join(rng.choice("abcABx1 \n\u00e9\u212a") for _ in range(rng.randrange(0, 9)))
        m = pattern.search(subject)
        f = pattern.fullmatch(subject)
        print(n, ascii(text), int(flags), ascii(subject), m and (m.regs, m.lastindex), f and f.regs, ascii(pattern.findall(subject)), ascii(pattern.sub("<\\g<0>>", subject)), ascii(pattern.split(subject, 3)))
