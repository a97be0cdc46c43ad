"""Keeps tests/unit/syntax_errors.inc: mistakes and what CPython 3.11 says about them.

    python3.11 tests/unit/compare_errors.py            writes the table again
    python3.11 tests/unit/compare_errors.py SEED N     N random mutations of the standard library's
                                                       text through build/…/unit/dump_ast (first
                                                       argument of the environment DUMP_AST)

Each entry of the table: the text, then "Kind|message|lineno|offset|end_lineno|end_offset|line" or
"OK". Mistakes that only the emitter finds are left out.
"""
import glob
import os
import random
import re
import subprocess
import sys
import tempfile
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "syntax_errors.inc")
# Found while code is emitted, after parser and symbol table.
EMITTED = ("outside function", "outside loop", "starred expression", "starred assignment",
           "keyword argument repeated", "not properly", "must be last")
INSERTED = ["(", ")", "[", "]", "{", "}", ",", ":", "=", "==", "+", "-", "*", "**", "if", "else",
            "for", "in", "while", "def", "class", "lambda", "x", "1", '"a"', "f'{x}'", ".", "...",
            "@", "not", "and", "is", "import", "from", "as", "return", "yield", "await", "async",
            "None", "True", ";", "\n", "\n    ", "\n  ", "\\", "#", "!", "$", "print", "with", "try",
            "except", "finally", "match", "case", "_", "->", ":=", "%", "/", "//", "|", "0x", "1a",
            "'", '"""', "del", "global", "raise", "assert", "pass", "break", "\t", " ", "é", "`", "?",
            "<>", "|=", "~", "elif", "nonlocal", "*a", "**k", 'b""', 'u""', 'f"{"',
            'f"{a!r:>{w}}"', "1_", "1e", "0777", ".5", "1j"]


def expected(text):
    try:
        compile(text, "<string>", "exec")
    except SyntaxError as error:
        line = (error.text or "").replace("\n", "\\n")
        return "%s|%s|%d|%d|%d|%d|%s" % (
            type(error).__name__, error.msg, error.lineno, error.offset, error.end_lineno or 0,
            error.end_offset or 0, line)
    except Exception as error:
        return "%s|%s|0|0|0|0|" % (type(error).__name__, error)
    return "OK"


def c_string(text):
    out = []
    for byte in text.encode("utf-8", "surrogatepass"):
        char = chr(byte)
        if char in '"\\?':
            out.append("\\" + char)
        elif char == "\n":
            out.append("\\n")
        elif char == "\t":
            out.append("\\t")
        elif 32 <= byte < 127:
            out.append(char)
        else:
            out.append("\\%03o" % byte)
    return '"%s"' % "".join(out)


def read_table():
    """The texts of the table as it is."""
    texts = []
    for line in open(TABLE, encoding="utf-8"):
        match = re.match(r'    \{("(?:[^"\\]|\\.)*"), ', line)
        if match:
            texts.append(eval("b" + match[1]).decode("utf-8", "surrogatepass"))
    return texts


def write_table(texts):
    with open(TABLE, "w", encoding="utf-8") as table:
        table.write("/* Mistakes and what CPython 3.11 says; written by compare_errors.py. */\n")
        table.write("/* clang-format off */\n")
        for text in texts:
            answer = expected(text)
            if not any(word in answer for word in EMITTED):
                table.write("    {%s, %s},\n" % (c_string(text), c_string(answer)))
        table.write("/* clang-format on */\n")


def mutate(text):
    lines = text.split("\n")
    first = random.randrange(len(lines))
    while first > 0 and (not lines[first] or lines[first][0] in " \t)]}"):
        first -= 1
    text = "\n".join(lines[first:first + random.randrange(3, 40)]) + "\n"
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        parts = re.findall(r"\w+|\s+|[^\w\s]", text)
        if len(parts) < 3:
            break
        at = random.randrange(len(parts))
        what = random.random()
        if what < .35:
            del parts[at]
        elif what < .7:
            parts.insert(at, random.choice(INSERTED))
        elif what < .85:
            parts[at] = random.choice(INSERTED)
        elif what < .93:
            other = random.randrange(len(parts))
            parts[at], parts[other] = parts[other], parts[at]
        else:
            parts = parts[:at]
        text = "".join(parts)
    return text


def compare_random(seed, count):
    random.seed(seed)
    sources = [open(path, encoding="utf-8", errors="replace").read()
               for path in glob.glob("/usr/lib/python3.11/**/*.py", recursive=True)
               if 800 < os.path.getsize(path) < 6000 and "lib2to3/tests" not in path]
    texts = []
    while len(texts) < count:
        text = mutate(random.choice(sources))
        if "\\N{" not in text:
            texts.append(text)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, text in enumerate(texts):
            paths.append(os.path.join(folder, "%d.py" % i))
            with open(paths[-1], "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
                file.write(text)
        run = subprocess.run([os.environ["DUMP_AST"], "--symbols", "--string"],
                             input=("\n".join(paths) + "\n").encode(), capture_output=True)
    answers = run.stdout.decode("utf-8", "replace").split("\n%%\n")
    differences = run.returncode != 0
    for text, answer in zip(texts, answers):
        want = expected(text)
        got = answer[2:] if answer.startswith("! ") else "OK"
        if want != got and not any(word in want for word in EMITTED):
            differences += 1
            print("%r\n  want %s\n  got  %s" % (text, want, got))
    print(count, "texts,", differences, "differ")
    return differences != 0


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if len(sys.argv) == 3:
        sys.exit(compare_random(int(sys.argv[1]), int(sys.argv[2])))
    write_table(read_table())
