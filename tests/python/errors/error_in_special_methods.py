class E(Exception):
    pass


class Bad:
    def boom(self, *a):
        raise E("boom")
    __len__ = __getitem__ = __setitem__ = __delitem__ = __contains__ = __iter__ = __next__ = __call__ = __add__ = __radd__ = __neg__ = __lt__ = __eq__ = __hash__ = __bool__ = __repr__ = __str__ = __format__ = __int__ = __float__ = __index__ = __enter__ = __exit__ = __getattr__ = __reversed__ = __round__ = __abs__ = __iadd__ = __divmod__ = __pow__ = __invert__ = __bytes__ = __dir__ = __complex__ = boom


b = Bad()
cases = ["len(b)", "b[0]", "b.__class__", "1 in b", "iter(b)", "next(b)", "b()", "b + 1", "1 + b", "-b", "b < 1", "b == 1", "b != 1", "hash(b)", "bool(b)", "not b", "repr(b)", "str(b)", "f'{b}'", "int(b)", "float(b)", "[1][b]", "reversed(b)", "round(b)", "abs(b)", "divmod(b, 1)", "b ** 2", "~b", "bytes(b)", "dir(b)", "complex(b)", "list(b)", "[*b]", "dict(b)", "sum(b)", "max(b)", "sorted([b, b])", "{b}", "{b: 1}", "b in [1]", "[b].index(1)", "b if b else 1", "b and 1", "any([b])", "print(b)", "'%s' % b", "'{}'.format(b)", "range(b)", "'a' * b", "b.anything", "hasattr(b, 'x')", "getattr(b, 'x', 1)", "a, c = b", "for x in b: pass", "with b: pass", "del b[0]", "b[0] = 1", "b += 1", "assert b", "while b: pass", "if b: pass", "[x for x in b]", "zip(b)", "map(len, b)", "enumerate(b)", "tuple(b)", "set(b)", "''.join(b)", "isinstance(b, int)", "callable(b)", "type(b)", "id(b) > 0", "b is b", "[b] == [b]", "[b] == [1]", "(b,) == (1,)", "min(1, b)", "open(b)", "chr(b)", "slice(b)", "[1, 2][:b]", "match_b", "print(end=b)", "super(Bad, b).__len__", "isinstance(1, b)", "raise b", "b < b", "int.__add__(1, b)", "b.__len__()", "bytearray(b)", "memoryview(b)", "format(b, 'x')", "exec(b)", "f'{b!r}'", "f'{1:{b}}'"]
for text in cases:
    try:
        exec(text)
        print(text, "ok")
    except E as e:
        print(text, "-> E", e)
    except Exception as e:
        print(text, "->", type(e).__name__, str(e).split(" at 0x")[0])
