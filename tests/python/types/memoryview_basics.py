data = bytearray(b"abcdef")
m = memoryview(data)
print(len(m), m[0], m[-1], bytes(m[1:3]), m.tolist(), m.tobytes(), m.nbytes, m.itemsize, m.format, m.ndim, m.shape, m.strides, m.readonly, m.contiguous, m.c_contiguous, m.obj is data, m.suboffsets)
m[0] = 65
m[1:3] = b"XY"
print(data, m == b"AXYdef", m[::2].tolist(), m[::-1].tobytes(), m[::2].contiguous, m[::2].strides)
r = memoryview(b"const")
print(r.readonly, hash(r) == hash(b"const"), r == memoryview(b"const"), r != b"x", list(r), 99 in r, r.hex(), r[1:].hex("-"))
for text in ("r.__setitem__(0, 1)", "m[10]", "m.__setitem__(0, 256)", "m.__setitem__(0, 'a')", "m.__setitem__(slice(0, 2), b'abc')", "memoryview('a')", "memoryview(5)", "hash(m)", "m['a']", "m.__delitem__(0)", "m < m", "memoryview()", "m + m", "m[0, 0]", "r.cast('x')", "data.append(1)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
m.release()
data.append(49)
print(data)
for f in (lambda: m[0], lambda: len(m), lambda: m.tolist()):
    try:
        f()
    except ValueError as e:
        print(e)
with memoryview(data) as v:
    print(v[0], v.toreadonly().readonly)
w = memoryview(bytearray(8)).cast("I")
print(w.format, w.itemsize, w.shape, w.tolist())
w[0] = 1
w[1] = 0xFFFFFFFF
print(w.tolist(), w.cast("B").tolist(), memoryview(b"\1\2\3\4").cast("B", (2, 2)).tolist())
print(bytes(memoryview(b"ab")) + b"c", b"".join([memoryview(b"x"), b"y"]), int.from_bytes(memoryview(b"\1\0"), "big"), memoryview(b"abc")[1:][1:].tobytes(), memoryview(b"ab") == bytearray(b"ab"))
