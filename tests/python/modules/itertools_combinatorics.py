from itertools import product, permutations, combinations, combinations_with_replacement
print(list(product("ab", [1, 2])), list(product("ab", repeat=2)), list(product()), list(product([], "a")), len(list(product(range(3), repeat=4))), list(product([1], [2], [3])), list(product("ab", repeat=0)))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations([1], 2)), list(permutations([])), list(permutations("ab", 0)), len(list(permutations(range(6)))))
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations("abc", 0)), list(combinations("abc", 3)), len(list(combinations(range(10), 5))))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement("a", 3)), list(combinations_with_replacement("", 1)), list(combinations_with_replacement("", 0)), list(combinations_with_replacement("ab", 0)))
print(["".join(p) for p in permutations("aab")], sum(a * b for a, b in combinations(range(20), 2)), [p for p in permutations(range(4)) if all(p[i] != i for i in range(4))])
for text in ("product(5)", "product([], repeat=-1)", "product(bad=1)", "permutations(5)", "permutations([1], -1)", "permutations([1], 'a')", "permutations()", "combinations([1])", "combinations([1], -1)", "combinations(5, 1)", "combinations([1], 1.5)", "combinations_with_replacement([1], -1)", "product([1], repeat='a')", "permutations([1], 1.0)"):
    try:
        print(text, list(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
p = product("ab", [1, 2])
print(next(p), next(p), list(p), list(p), iter(p) is p, type(p).__name__)
c = combinations(iter("abc"), 2)
print(next(c), list(c))
first = None
for t in permutations(range(3)):
    if first is None:
        first = t
print(first, list(permutations("ab"))[0] is not list(permutations("ab"))[0])
magic = [(a, b, c) for a, b, c in product(range(1, 20), repeat=3) if a < b < c and a * a + b * b == c * c]
print(magic)
