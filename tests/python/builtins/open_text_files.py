with open("a.txt", "w") as f:
    print(f.write("line 1\nline 2\n"), f.tell(), f.name, f.mode, f.closed, f.encoding, f.writable(), f.readable(), f.seekable())
    print("printed", 5, file=f)
    f.writelines(["x\n", "y"])
print(f.closed, open("a.txt").read())
with open("a.txt") as f:
    print(repr(f.readline()), repr(f.readline(3)), repr(f.read(4)), repr(f.read()), repr(f.read()), repr(f.readline()))
    f.seek(0)
    print(f.readlines(), f.seek(0), [line.rstrip() for line in f], f.fileno() > 2)
with open("a.txt", "a") as f:
    f.write("\nappended")
print(list(open("a.txt"))[-1], sum(1 for _ in open("a.txt")))
with open("a.txt", "r+") as f:
    f.write("LINE")
    f.seek(0, 2)
    f.write("!")
print(open("a.txt").read().split("\n")[0], open("a.txt").read()[-1])
with open("a.txt", "w+") as f:
    f.write("abc")
    f.seek(0)
    print(f.read(), f.truncate(1))
print(open("a.txt").read())
with open("u.txt", "w", encoding="utf-8") as f:
    f.write("é日😀\n")
print(repr(open("u.txt", encoding="utf-8").read()), open("u.txt", "rb").read(), repr(open("u.txt", encoding="latin-1").read(2)))
for args in (("nope.txt",), ("a.txt", "z"), ("a.txt", "rw"), ("a.txt", "rt+b"), (".", "r"), ("", "r"), (5.5,), ("a\0b",), ("a.txt", "r", -1, "no-such-codec"), ("a.txt", "rb", -1, "utf-8")):
    try:
        open(*args)
    except Exception as e:
        print(args, "->", type(e).__name__, e)
f = open("a.txt")
for text in ("f.write('x')", "f.seek(-1)", "f.seek(1, 1)", "f.read('x')", "f.nope", "f.truncate()"):
    try:
        eval(text)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
f.close()
f.close()
for text in ("f.read()", "f.readline()", "next(f)", "f.tell()", "f.__enter__()", "f.fileno()", "f.flush()"):
    try:
        eval(text)
    except ValueError as e:
        print(text, "->", e)
w = open("b.txt", "w")
for text in ("w.read()", "w.write(5)", "w.write(b'x')", "w.writelines([1])", "w.writelines(5)", "w.readline()"):
    try:
        eval(text)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
w.close()
with open("bad.txt", "wb") as f:
    f.write(b"ok\xff\n")
try:
    open("bad.txt", encoding="utf-8").read()
except UnicodeDecodeError as e:
    print(e)
print(repr(open("bad.txt", encoding="utf-8", errors="replace").read()), repr(open("bad.txt", encoding="utf-8", errors="ignore").read()))
