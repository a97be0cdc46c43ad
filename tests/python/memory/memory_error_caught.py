def attempt(label, f):
    try:
        f()
        print(label, "no error")
    except MemoryError as e:
        print(label, "MemoryError", e.args)
    except OverflowError as e:
        print(label, "OverflowError", e)


attempt("list", lambda: [0] * (1 << 60))
attempt("bytes", lambda: bytes(1 << 60))
attempt("bytearray", lambda: bytearray(1 << 60))
attempt("str", lambda: "a" * (1 << 60))
attempt("tuple", lambda: (0,) * (1 << 60))
attempt("shift", lambda: 1 << (1 << 60))
attempt("ljust", lambda: "a".ljust(1 << 60))
attempt("format", lambda: f"{1:{1 << 60}d}")
attempt("list too big", lambda: [0] * (1 << 64))
x = list(range(1000))
try:
    x *= 1 << 60
except MemoryError:
    print("in place", len(x))
b = bytearray(b"abc")
try:
    b.extend(bytes(1) * (1 << 60))
except MemoryError:
    print("extend", b)
try:
    raise MemoryError("by hand")
except MemoryError as e:
    print(repr(e))
print(sum(x), "normal work goes on")
