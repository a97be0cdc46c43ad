m = memoryview(bytearray(range(24)))
for fmt in ("b", "B", "h", "H", "i", "I", "l", "q", "Q", "f", "d", "c", "?"):
    v = m.cast(fmt)
    print(fmt, v.itemsize, len(v), v.nbytes, v.shape, v.strides, v.format, v[0] if fmt not in "fd" else "")
g = m.cast("B", (4, 6))
print(g.ndim, g.shape, g.strides, g[1, 2], g[-1, -1], g.tolist()[1], g.nbytes, len(g), g.tobytes() == bytes(range(24)))
g[2, 3] = 99
print(m[15], g.cast("B").shape)
h = m.cast("H")
h[0] = 0xABCD
print(m[0], m[1], h.tolist()[:2], h[1:3].tolist(), h[::2].strides)
d = memoryview(bytearray(16)).cast("d")
d[0], d[1] = 1.5, -2.25
print(d.tolist(), d.tobytes()[:8].hex())
q = memoryview(bytearray(8)).cast("q")
q[0] = -5
print(q[0], bytes(q.cast("B")), memoryview(b"\x01\x00").cast("?").tolist(), memoryview(b"ab").cast("c").tolist(), memoryview(b"ab").cast("c")[0])
for text in ("m.cast('z')", "m.cast('h').cast('i')", "m[:5].cast('h')", "m[::2].cast('h')", "g[0]", "g[0:1]", "g[10, 0]", "h.__setitem__(0, 70000)", "h.__setitem__(0, 1.5)", "m.cast('B', (5, 5))", "m.cast('h', (2,))", "m['a']", "q.__setitem__(0, 2 ** 63)", "d.__setitem__(0, 'x')", "m.cast('B', 5)", "m.cast()", "memoryview(b'').cast('h').tolist()", "iter(g).__next__()", "len(memoryview(b'a').cast('B', ()))"):
    try:
        r = eval(text)
        print(text, r if isinstance(r, (int, list)) else type(r).__name__)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print(m == m.cast("B"), memoryview(b"\1\0") == memoryview(b"\1\0").cast("H"), m[2:4] == bytes([2, 3]), memoryview(b"abc") == "abc", m.toreadonly().readonly, m.obj == bytearray(m), m[3:].obj is m.obj, list(reversed(m))[:2], 5 in m, m.c_contiguous, m[::2].c_contiguous, m.f_contiguous)
with memoryview(b"x") as w:
    pass
try:
    w[0]
except ValueError as e:
    print(e)
