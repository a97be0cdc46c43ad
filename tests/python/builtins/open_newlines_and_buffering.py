with open("n.txt", "wb") as f:
    f.write(b"unix\nwin\r\nmac\rlast")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("n.txt", newline=newline) as f:
        print(repr(newline), f.readlines(), f.newlines)
for newline in (None, "", "\n", "\r\n", "\r"):
    with open("w.txt", "w", newline=newline) as f:
        f.write("a\nb\r\nc")
    print(repr(newline), open("w.txt", "rb").read())
try:
    open("n.txt", newline="x")
except ValueError as e:
    print(e)
try:
    open("n.txt", newline=5)
except TypeError as e:
    print(e)
with open("l.txt", "w", buffering=1) as f:
    f.write("line\n")
    print(open("l.txt").read(), f.line_buffering)
    f.write("partial")
    print(repr(open("l.txt").read()))
with open("b.txt", "w") as f:
    f.write("small")
    print(repr(open("b.txt").read()))
    f.flush()
    print(repr(open("b.txt").read()))
with open("long.txt", "w") as f:
    for i in range(5000):
        f.write(f"line number {i} with some text é\n")
with open("long.txt") as f:
    lines = f.readlines()
print(len(lines), lines[4999], sum(len(l) for l in lines))
with open("long.txt") as f:
    n = 0
    for line in f:
        n += 1
        if n == 100:
            break
    print(line, next(f))
with open("long.txt") as f:
    print(len(f.read(10000)), len(f.readline()), len(f.read(1000)))
    pos = f.tell()
    a = f.readline()
    f.seek(pos)
    print(f.readline() == a)
with open("long.txt") as f:
    next(f)
    try:
        f.tell()
    except OSError as e:
        print(e)
f = open("x.txt", "w", encoding="ascii", errors="backslashreplace")
f.write("é日")
f.close()
print(open("x.txt").read(), f.errors, f.encoding)
try:
    with open("y.txt", "w", encoding="ascii") as f:
        f.write("é")
except UnicodeEncodeError as e:
    print(e)
f = open("z.txt", "w", closefd=True)
print(repr(f))
f.close()
f.reconfigure if hasattr(f, "reconfigure") else None
print(open("z.txt", "rb").raw.name, open("z.txt").buffer.name)
