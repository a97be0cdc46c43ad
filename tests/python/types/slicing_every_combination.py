bounds = (None, -100, -6, -5, -3, -1, 0, 1, 2, 4, 5, 6, 100)
steps = (None, 1, 2, 3, 7, -1, -2, -3, -7)
base = [0, 1, 2, 3, 4]


def model(n, start, stop, step):
    step = 1 if step is None else step
    if step > 0:
        low, high = 0, n
    else:
        low, high = -1, n - 1

    def clip(v, default):
        if v is None:
            return default
        if v < 0:
            v += n
        return min(max(v, low), high)
    i, end = clip(start, low if step > 0 else high), clip(stop, high if step > 0 else low)
    out = []
    while (i < end) if step > 0 else (i > end):
        out.append(i)
        i += step
    return out


count = checksum = 0
for a in bounds:
    for b in bounds:
        for s in steps:
            want = [base[i] for i in model(5, a, b, s)]
            assert base[a:b:s] == want and tuple(base)[a:b:s] == tuple(want)
            assert "01234"[a:b:s] == "".join(map(str, want)) and bytes(base)[a:b:s] == bytes(want)
            assert bytearray(base)[a:b:s] == bytes(want) and list(range(5)[a:b:s]) == want
            assert memoryview(bytes(base))[a:b:s].tolist() == want and "é日😀zw"[a:b:s] == "".join("é日😀zw"[i] for i in want)
            assert list(range(*slice(a, b, s).indices(5))) == want
            copy = base[:]
            del copy[a:b:s]
            assert copy == [x for x in base if x not in want]
            copy = base[:]
            copy[a:b:s] = [x * 10 for x in want]
            if s in (None, 1):
                pass
            else:
                assert copy == [x * 10 if x in want else x for x in base]
            buf = bytearray(base)
            del buf[a:b:s]
            assert list(buf) == [x for x in base if x not in want]
            count += 1
            checksum += sum(want) * len(want)
print(count, checksum)
x = list(range(10))
x[2:5] = []
x[1:1] = "ab"
x[-2:] = (7,)
x[len(x):] = [8, 9]
x[::3] = [None] * len(x[::3])
print(x)
