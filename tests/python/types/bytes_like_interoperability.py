b, a, m = b"abc", bytearray(b"abc"), memoryview(b"abc")
print(b == a, a == b, b == m, m == a, b + a, a + b, type(b + a).__name__, type(a + b).__name__, a in [b], {b: 1}.get(bytes(a)), b < a + b"d", a > b"abb")
print(b.join([b"1", a, m]), a.join([b"x", b"y"]), b.startswith(a), b.replace(bytearray(b"b"), m), b.find(m), b.split(bytearray(b"b")), b.count(a), bytes(m) + b, b"".join([m[:1], m[1:]]), b.strip(a), a.partition(m[1:2]), b.endswith((a, b"x")))
print(bytes(a), bytearray(m), memoryview(a)[1], list(m), bytes(m[::-1]), bytearray(b) * 2, b"%b" % a, bytes([*m]), b.translate(bytes(256)) == b"\0\0\0", int.from_bytes(a, "big"), float(b"1.5"), int(bytearray(b"12")), str(a, "ascii"), str(m, "utf8"), a.decode(), bytes.maketrans(a, m)[97])
a += m
a[0:2] = m
a[-1:] = [1, 2]
a.extend(m)
print(a, len(a))
a = bytearray(b"x" * 10)
v = memoryview(a)
for text in ("a.append(1)", "a.extend(b'1')", "a.pop()", "a.clear()", "del a[0]", "a.__setitem__(slice(0, 2), b'abc')", "a.__iadd__(b'z')", "a.insert(0, 1)"):
    try:
        exec(text)
    except BufferError as e:
        print(text, "->", e)
a[0] = 65
a[1:3] = b"BC"
v[3:5] = b"DE"
print(a, v.tobytes())
v.release()
a.append(1)
print(a)
w = memoryview(bytearray(range(10)))
w[2:4] = w[6:8]
print(w.tolist(), w[1:4].tolist(), w[::3].tolist(), (w[::2])[1], w[-3:].tobytes(), w == bytearray(w), len(w[2:]), w[5:2].tolist())
for other in (5, "abc", None, [97]):
    try:
        print(b + other)
    except TypeError as e:
        print(e)
    print(b == other, b != other)
print(b.hex(), a.hex("-", 2), m.hex(), bytes.fromhex("00 ff"), bytearray.fromhex("0a"), sorted([b"b", bytearray(b"a")]), max(b"a", bytearray(b"b")), hash(m) == hash(b))
