from itertools import count, cycle, repeat, islice, takewhile, dropwhile, accumulate, chain, compress, filterfalse, pairwise, starmap, tee, zip_longest
print(list(islice(count(), 3)), list(islice(count(5, 2), 3)), list(islice(count(1.5, 0.5), 3)), list(islice(count(10, -3), 4)), list(islice(count(2 ** 63 - 1), 2)), repr(count(3)), repr(count(3, 2)), repr(count(1.5)))
print(list(islice(cycle("ab"), 5)), list(islice(cycle([]), 5)), list(repeat("x", 3)), list(repeat(1, 0)), list(repeat(1, -2)), list(islice(repeat(7), 2)), repr(repeat("a", 2)), repr(repeat(5)), repeat(1, 3).__length_hint__(), list(map(pow, range(4), repeat(2))))
print(list(islice("abcdef", 3)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)), list(islice("abc", 10)), list(islice("abc", 0)), list(islice("abcdefg", None, None, 3)), list(islice("abc", None)))
print(list(takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 5, 1])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, "", "a"])), list(compress("abcdef", [1, 0, 1, 0, 1])), list(compress("ab", [])))
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 1, 4, 2)), list(it))
for text in ("islice('a', -1)", "islice('a', 1, 2, 0)", "islice('a', 'b')", "islice('a')", "islice(5, 1)", "count('a')", "cycle(5)", "cycle()", "repeat()", "repeat(1, 'a')", "takewhile(1)", "list(takewhile(5, [1]))", "compress('a')", "count(1, 2, 3)", "islice('a', 1.5)", "repeat(times=2)", "filterfalse(None)", "len(repeat(5))", "repeat(5).__length_hint__()"):
    try:
        r = eval(text)
        print(text, type(r).__name__)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
c = count(step=5)
print(next(c), next(c), c)
t = takewhile(str.isdigit, "12a3")
print(list(t), list(t), type(t).__name__, type(t).__module__)
