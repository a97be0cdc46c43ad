LOG = """2024-01-05 10:00:01 INFO server started port=80
2024-01-05 10:00:09 WARN slow request path=/a time=3.5
2024-01-05 10:01:00 ERROR failed path=/b code=500
bad line
2024-01-06 11:00:00 INFO request path=/a time=0.2
2024-01-06 11:30:00 ERROR failed path=/a code=404"""


class BadLine(ValueError):
    pass


def parse(line):
    parts = line.split(maxsplit=3)
    if len(parts) < 4:
        raise BadLine(line)
    date, time, level, rest = parts
    message, fields = [], {}
    for word in rest.split():
        key, eq, value = word.partition("=")
        if eq:
            fields[key] = float(value) if value.replace(".", "", 1).isdigit() else value
        else:
            message.append(word)
    return {"date": date, "time": time, "level": level, "message": " ".join(message), **fields}


records, bad = [], []
for n, line in enumerate(LOG.splitlines(), 1):
    try:
        records.append(parse(line))
    except BadLine as e:
        bad.append((n, str(e)))
print(len(records), bad)
by_level = {}
for r in records:
    by_level.setdefault(r["level"], []).append(r)
for level, rs in sorted(by_level.items()):
    print(f"{level:<6}{len(rs):>3} {', '.join(r['message'] for r in rs)}")
print({r["path"] for r in records if "path" in r} == {"/a", "/b"}, sum(r.get("time", 0) for r in records if isinstance(r.get("time"), float)), max((r.get("code", 0), r["date"]) for r in records))


def wrap(text, width):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return lines + [line] if line else lines


text = "the quick brown fox jumps over the lazy dog and runs far away"
for line in wrap(text, 20):
    print(f"|{line:<20}|{line:>20}|{line:^20}|")


def table(rows):
    widths = [max(len(str(c)) for c in col) for col in zip(*rows)]
    for row in rows:
        print(" | ".join(f"{c!s:<{w}}" for c, w in zip(row, widths)).rstrip())


table([("name", "n", "price"), ("apple", 3, 1.5), ("fig", 12, 0.25)])


def rle(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append(f"{j - i}{s[i]}" if j - i > 1 else s[i])
        i = j
    return "".join(out)


print(rle("aaabccdddd"), "".join(sorted("hello world".replace(" ", ""))), " ".join(w.capitalize() for w in text.split()[:4]), text.title().swapcase()[:15], [w for w in text.split() if w == w[::-1]], "".join(c for c in text if c not in "aeiou")[:20])
