for r in (range(5), range(2, 8), range(10, 0, -3), range(0), range(5, 2), range(-3, 3, 2)):
    print(r, list(r), len(r), r.start, r.stop, r.step)
r = range(0, 100, 7)
print(r[3], r[-1], r[2:5], r[::-1], r[:3], 49 in r, 50 in r, r.index(49), r.count(49), r.count(50))
print(range(3) == range(0, 3), range(0) == range(5, 1), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(0, 3)))
print(list(reversed(range(5))), max(range(3)), sum(range(101)), 2.0 in range(3), "a" in range(3), True in range(2))
big = range(10 ** 20, 10 ** 20 + 10, 3)
print(big, list(big), len(big), big[-1], 10 ** 20 + 3 in big, big.index(10 ** 20 + 6))
print(bool(range(0)), bool(range(1)), range(True), repr(range(1, 2, 1)))
for text in ("range()", "range(1, 2, 0)", "range(1.5)", "range('a')", "range(3)[5]", "range(3)[-4]", "range(3).index(9)",
             "range(3)['a']", "range(1, 2, 3, 4)", "len(range(10 ** 30))", "range(3).start = 1", "range(3) < range(4)", "range(x=1)"):
    try:
        print(eval(text))
    except SyntaxError as e:
        print(text, "-> SyntaxError", e.msg)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
it = iter(range(3))
print(next(it), it.__length_hint__(), list(it), type(it).__name__)
print([*range(10 ** 25, 10 ** 25 + 2)], type(iter(big)).__name__)
