# marshal: data as bytes and back.
import io
import marshal

values = [None, True, False, ..., StopIteration, 0, -1, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**62, 2**63, -(2**64), 2**70 + 12345, -(3**90), 1.5, -0.0, 1e300, float("inf"), 1 + 2j, "", "abc", "x" * 300, "\u00e9", "\u20ac\U0001f600", "\udc80", b"", b"bytes", bytearray(b"array"), (), (1, 2), tuple(range(300)), [], [1, [2, [3]]], {}, {"a": 1, 2: (3,)}, {7}, frozenset([8]), set()]
for value in values:
    for version in (0, 1, 2):
        data = marshal.dumps(value, version)
        back = marshal.loads(data)
        print(version, data[:40], back == value or repr(back) == repr(value), type(back).__name__)
    print(marshal.loads(marshal.dumps(value)) == value, marshal.loads(marshal.dumps(value, 3)) == value)
shared = [1, 2]
pair = marshal.loads(marshal.dumps([shared, shared]))
print(pair, pair[0] is pair[1])
loop = []
loop.append(loop)
back = marshal.loads(marshal.dumps(loop))
print(back[0] is back)
file = io.BytesIO()
marshal.dump([1, "two"], file)
marshal.dump({3: 4.0}, file)
file.seek(0)
print(marshal.load(file), marshal.load(file), marshal.version)
for wrong in (object(), len, [object()], int):
    try:
        marshal.dumps(wrong)
    except ValueError as error:
        print(error)
for data in (b"", b"i\0\0", b"?", b"(\xff\xff\xff\xff", b"[\2\0\0\0N", b"r\0\0\0\0", b"0", b"l\1\0\0\0\0\0", b"l\1\0\0\0\xff\xff", b"s\5\0\0\0ab", b"<\1\0\0\0[\0\0\0\0", b"f\3abc"):
    try:
        print(marshal.loads(data))
    except Exception as error:
        print(data, type(error).__name__, error)
try:
    marshal.loads("text")
except TypeError as error:
    print(error)
