with open("a.bin", "wb") as f:
    print(f.write(b"hello\nworld\n"), f.write(bytearray(b"\x00\xff")), f.write(memoryview(b"mv")), f.tell(), f.mode, type(f).__name__)
with open("a.bin", "rb") as f:
    print(f.read(3), f.readline(), f.read(), f.read(), f.tell(), f.seek(0), f.readlines(), f.seek(-2, 2), f.read(), f.seek(2), f.seek(1, 1), f.read(2), type(f).__name__, f.name)
    f.seek(0)
    b = bytearray(4)
    print(f.readinto(b), b, f.peek(2)[:2], f.read1(3), [line for line in f])
with open("a.bin", "r+b") as f:
    f.seek(2)
    f.write(b"XX")
    f.seek(0)
    print(f.read(6))
    print(f.truncate(3), f.seek(0, 2))
print(open("a.bin", "rb").read())
with open("a.bin", "ab") as f:
    f.write(b"end")
    print(f.tell())
with open("a.bin", "w+b") as f:
    f.write(bytes(range(256)) * 100)
    f.flush()
    f.seek(1000)
    data = f.read(10)
    print(list(data), f.tell(), len(f.read()))
raw = open("raw.bin", "wb", buffering=0)
print(type(raw).__name__, raw.write(b"raw bytes"), raw.name, raw.mode)
raw.close()
r = open("raw.bin", "rb", 0)
print(r.read(3), r.readall(), r.read())
r.close()
for text in ("open('a.bin', 'wb').write('text')", "open('a.bin', 'rb').write(b'x')", "open('a.bin', 'wb').read()", "open('a.bin', 'rb').seek(-5)", "open('x', 'r', buffering=0)", "open('a.bin', 'rb').read(1.5)", "open('a.bin', 'wb').write(5)", "open('a.bin', 'rb', newline='')", "open('a.bin', 'rb', errors='x')", "open('a.bin', 'xb')"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
with open("big.bin", "wb") as f:
    for i in range(1000):
        f.write(i.to_bytes(4, "big") * 10)
total = 0
with open("big.bin", "rb") as f:
    while chunk := f.read(777):
        total += len(chunk)
    f.seek(4000)
    print(total, int.from_bytes(f.read(4), "big"))
print(open("big.bin", "rb").read(8), f.closed)
