d = {}
good = (1, 1.5, "s", b"b", None, True, (1, (2, "x")), frozenset([1]), int, len, range(3), 1j, ..., NotImplemented, lambda: 0, object())
for k in good:
    d[k] = type(k).__name__
print(len(d), [v for v in d.values()])
for k in ([], {}, set(), bytearray(), [1], ([],), ({},), (1, [2]), slice(1, 2), {}.keys(), {}.items()):
    for label, f in (("dict", lambda: {k: 1}), ("get", lambda: d.get(k)), ("in", lambda: k in d), ("set", lambda: {k}), ("add", lambda: set().add(k)), ("hash", lambda: hash(k)), ("frozenset", lambda: frozenset([k])), ("fromkeys", lambda: dict.fromkeys([k])), ("setdefault", lambda: d.setdefault(k)), ("pop", lambda: d.pop(k, None))):
        try:
            f()
            print(type(k).__name__, label, "ok")
        except TypeError as e:
            print(type(k).__name__, label, e)
            break
print({1: "a", 1.0: "b", True: "c", 1 + 0j: "d"}, {0: 1, False: 2, 0.0: 3, -0.0: 4}, {"a": 1, b"a": 2}, {(1, 2): 1, (1.0, 2.0): 2}, {frozenset([1, 2]): 1, frozenset([2, 1]): 2})
print({None: 1}[None], {(): 1}[()], {"": 1}[""], {(None,): 1}[(None,)], {int: 1}[int], {range(3): 1}[range(0, 3)], {"x": {"y": {}}}["x"]["y"])
