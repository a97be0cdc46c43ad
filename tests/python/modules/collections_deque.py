from collections import deque
d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
d.extend([5, 6])
d.extendleft([-1, -2])
print(d, len(d), d[0], d[-1], d[3], d.pop(), d.popleft(), d)
d.rotate(2)
print(d)
d.rotate(-3)
print(d, d.count(2), d.index(3), 3 in d, 99 in d, list(reversed(d)), d.copy() == d, d.maxlen)
d.remove(3)
d.insert(1, "ins")
d[0] = "first"
del d[2]
d.reverse()
print(d, d + deque([9]), deque("ab") * 2, deque([1, 2]) < deque([1, 3]), deque([1]) == [1])
d += "xy"
print(d)
d.clear()
print(d, bool(d), deque(maxlen=3))
m = deque(range(5), maxlen=3)
print(m, m.maxlen)
m.append(9)
m.appendleft(7)
m.extend("ab")
print(m, m * 2, m.copy().maxlen)
for text in ("deque().pop()", "deque().popleft()", "deque([1])[5]", "deque([1]).remove(9)", "deque([1]).index(9)", "deque(5)", "deque([], -1)", "deque([], 'a')", "hash(deque())", "m.insert(0, 1)", "deque([1])[0:1]", "deque([1])['a']", "deque() + [1]", "deque().rotate('a')", "deque([1], 2, 3)", "deque([1, 2, 1]).index(1, 1, 2)", "deque().__delitem__(0)", "m.__class__.maxlen.__set__(m, 1)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
q = deque([1, 2, 3])
try:
    for x in q:
        q.append(x)
except RuntimeError as e:
    print(e)
it = iter(q)
print(next(it), it.__length_hint__(), type(it).__name__)
big = deque()
for i in range(1000):
    big.append(i)
    if i % 3 == 0:
        big.popleft()
print(len(big), big[0], big[len(big) // 2], big[-1], sum(big))
for i in range(200):
    big.rotate(i)
print(big[0], big[-1])
r = deque([1])
r.append(r)
print(r, deque([[1], deque()]), repr(deque("ab", 5)))


class Sub(deque):
    pass


print(Sub("ab"), type(Sub("ab").copy()).__name__, deque(d for d in "gen"), deque([3, 1, 2]).__class__.__name__, sorted(deque([3, 1])), [*deque("ab")], max(deque([1, 5])))
