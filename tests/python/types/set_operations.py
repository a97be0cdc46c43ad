a, b = {1, 2, 3, 4}, {3, 4, 5}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), sorted(b - a), 3 in a, 9 in a, len(a))
print(sorted(a.union(b, [9], (10,))), sorted(a.intersection(b, [3])), sorted(a.difference([1], [2])), sorted(a.symmetric_difference([1, 100])), a.isdisjoint([9]), a.issubset(range(10)), a.issuperset([1]), {1} < a, a <= a, a < a, a >= {1, 2}, a == {4, 3, 2, 1}, a != b)
s = set()
s.add(1)
s.add(1)
s.update([2, 3], "4", {5: 6})
print(len(s), s.discard(99), s.discard(1), s.remove(2), len(s))
t = {1, 2, 3}
t |= {4}
t &= {2, 3, 4}
t -= {3}
t ^= {2, 7}
print(sorted(t))
t.intersection_update([4, 7], [7])
print(t, t.pop(), t)
t.update([1, 2])
t.difference_update([1])
t.symmetric_difference_update([2, 3])
print(t, t.copy() == t, t.clear(), t, set("a"), set([1]), {*()}, set(range(3)), {1, True, 1.0})
for text in ("{1}.remove(5)", "set().pop()", "{1} | [1]", "{1} & 5", "{1} < [1]", "{[]}", "{1}.add([])", "set(5)", "hash({1})", "{1}[0]", "set(1, 2)", "{1} + {2}", "{1}.union(5)", "{1}.remove('a')", "{1}.issubset(5)", "{{1}}", "{1}.foo", "{1} - [1]", "set(x=1)", "{1}.discard([])", "{1}.add()", "[] in {1}", "{1}.update(5)", "{1}.remove({2})", "{1}.remove((1, 2))"):
    try:
        print(text, eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
x = {1}
x_alias = x
x -= {1}
print(x_alias is x, x, {frozenset([1])} == {frozenset([1])}, {1} in {frozenset([1])}, type({1} | frozenset([2])).__name__, type(frozenset([2]) | {1}).__name__)
try:
    x |= [1]
except TypeError as e:
    print(e)
