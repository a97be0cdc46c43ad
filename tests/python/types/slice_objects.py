s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice(1, 2), slice(1, 5) == slice(1, 5), slice(1) != slice(2), slice(1, 2) < slice(1, 3))
print(s.indices(5), s.indices(20), slice(None).indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(10), slice(10, -10, -2).indices(6), slice(0, 10 ** 30).indices(10), slice(-5, -1, 3).indices(3))
data = list(range(10))
print(data[s], "abcdefghijkl"[s], tuple(range(5))[slice(None, None, -1)], data[slice(2)], data[slice(None, -2)], range(20)[s], b"abcdefgh"[s])
for text in ("slice()", "slice(1, 2, 3, 4)", "hash(slice(1))", "slice(1).indices('a')", "slice(1, 2, 0).indices(5)", "slice('a').indices(5)", "data[slice('a')]", "slice(1).start = 2", "slice(1).indices(-1)", "slice(1).indices()", "slice(1.5).indices(4)", "slice(x=1)", "data[slice(1, 2, 0)]"):
    try:
        exec(text) if " = " in text else print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print(slice("a", [1], None), slice(1, 2).__class__.__name__, repr(slice(None, 3)), slice(1, 5, 2).__reduce__()[1])


class Grid:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, v):
        print("set", key, v)

    def __delitem__(self, key):
        print("del", key)


g = Grid()
print(g[1:2, 3], g[:, ::2], g[...], g[1:2:3, ()], g["a":"b"], g[None:], g[*[1, 2]], g[1, *[2, 3], 4:5])
g[1:2] = 5
g[:, 1] = 6
del g[::2], g[0]
for n in (0, 1, 5):
    for sl in (slice(-1, None, -1), slice(None, -1), slice(2, 0, -1), slice(-2, 2), slice(n)):
        print(sl.indices(n), end=" ")
print()
