a = bytearray(b"hello")
a[0] = 72
a.append(33)
a.extend(b" you")
a.extend([65, 66])
a += b"!"
print(a, len(a), a[0], a[-1])
a[1:3] = b"EEE"
print(a)
a[::2] = b"x" * len(a[::2])
print(a)
del a[0], a[-2:]
print(a)
del a[::3]
print(a)
a.insert(0, 90)
a.insert(-1, 89)
a.insert(100, 88)
print(a, a.pop(), a.pop(0), a)
a.remove(ord("x"))
a.reverse()
print(a)
b = a.copy()
b.clear()
print(b, a, a * 2, 2 * bytearray(b"q"), a + b"z", b"z" + bytearray(b"y"), type(b"z" + bytearray(b"y")).__name__)
a *= 0
print(a, bytearray(3), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray(b"x") == b"x", bytearray())
a[:] = b"abc"
a[3:] = range(100, 103)
a[1:1] = [1, 2]
print(a, a.__alloc__() >= len(a))
for text in ("a[100]", "a.__setitem__(0, 256)", "a.__setitem__(0, 'a')", "a.append(300)", "a.append('x')", "a.extend('abc')", "a.extend(5)", "a.extend([1, 999])", "a.pop(100)", "bytearray().pop()", "a.remove(255)", "a.remove(999)", "hash(a)", "a.__setitem__(slice(0, 4, 2), b'x')", "a.__setitem__(slice(0, 1), 'x')", "a.insert(0, 256)", "a.__iadd__('x')", "{a: 1}", "bytearray('a')", "bytearray(-1)", "a.__setitem__(slice(0, 1), 5)", "a.__setitem__(100, 1)", "a.__delitem__(100)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print(a.upper(), a.find(b"c"), a.hex(), a.split(b"c"), bytearray(b"a b").title(), bytearray.fromhex("6162"), bytes(a), bytearray(b"x,y").partition(b","), type(bytearray(b"a").upper()).__name__)
