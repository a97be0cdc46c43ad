count = 0
for start in (-7, -1, 0, 1, 5):
    for stop in (-8, -1, 0, 2, 9):
        for step in (-3, -2, -1, 1, 2, 4):
            r = range(start, stop, step)
            items = []
            i = start
            while (i < stop) if step > 0 else (i > stop):
                items.append(i)
                i += step
            assert list(r) == items and len(r) == len(items) and bool(r) == bool(items) and list(reversed(r)) == items[::-1]
            assert [x in r for x in range(-10, 11)] == [x in items for x in range(-10, 11)] and sum(r) == sum(items)
            for a in (None, -3, 0, 2, 100):
                for b in (None, -1, 1, 3):
                    for c in (None, 1, -1, 2):
                        assert list(r[a:b:c]) == items[a:b:c]
                        count += 1
            if items:
                assert r[0] == items[0] and r[-1] == items[-1] and r.index(items[-1]) == len(items) - 1 and r.count(items[0]) == 1
                assert max(r) == max(items) and r == range(items[0], items[-1] + (1 if step > 0 else -1), step)
            assert r == range(start, stop, step) and hash(r) == hash(range(start, stop, step))
print(count)
r = range(10)
print(r[2:5], r[::-1], r[::2][1:], r[-3:], r[5:2], range(0, 20, 3)[1:4], range(10)[::-2][::-1], repr(r[1:1]), r[3:][2:][1])
big = range(-2 ** 70, 2 ** 70, 2 ** 68)
print(len(big), list(big), big[-1], 2 ** 69 in big, 2 ** 69 + 1 in big, big.index(0), big[1:3], sum(big), list(big[::-1])[0])
print(range(2 ** 62, 2 ** 62 + 3), list(range(2 ** 63 - 1, 2 ** 63 + 2)), 2 ** 63 in range(2 ** 64), range(2 ** 100)[2 ** 99], 1.0 in range(3), 1.5 in range(3), "1" in range(3), None in range(3))
