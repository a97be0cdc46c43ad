x = [3, 1, 2]
x.append(4)
x.extend((5, 6))
x.extend("ab")
x.insert(0, 0)
x.insert(-1, "i")
x.insert(100, "end")
print(x, len(x))
print(x.pop(), x.pop(0), x.pop(-2), x)
x.remove("a")
print(x, x.index(1), x.index(2, 1), x.count(3), x.count("zz"), x.copy() == x, x.copy() is x)
x.reverse()
print(x)
x.clear()
print(x, [] or "empty")
x += [1]
x *= 3
print(x, x + [2], x * 0, 2 * [0], [1, 2] == [1, 2], [1, 2] < [1, 3], [] < [0], [1, [2, [3]]] == [1, [2, [3]]])
for text in ("[].pop()", "[1].pop(5)", "[1].remove(2)", "[1].index(2)", "[1, 2, 1].index(1, 1, 2)", "[1].insert()", "[1].append()", "[1].append(1, 2)", "[1].extend(5)", "[1] + (1,)", "[1] * 1.5", "[1] - [1]", "hash([])", "[1][1]", "[1]['a']", "[1].pop('a')", "[1].count()", "[1].foo", "list(5)", "list(1, 2)", "[] < 5", "[1].index()", "[1].clear(1)", "[1].insert('a', 1)", "[1].sort(None)", "{[]: 1}", "list(x=1)", "[1] * 10 ** 20", "[1].copy(2)", "(1,) + [1]", "[].__setitem__(0, 1)", "[].__delitem__(0)"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
y = list("abc")
y.extend(y)
print(y, list({1: 2}), list(range(3)), list((i for i in "xy")), list([]) is not list([]), [[]] * 2)
