def attempt(text):
    try:
        print(text, eval(text))
    except TypeError as e:
        print(text, "->", e)


for text in ("1 < 'a'", "'a' > 1", "None < None", "[] < ()", "{} < {}", "1j < 2j", "len < len",
             "1 <= None", "[1] >= (1,)", "object() < 1", "{1} < {1, 2}", "[1, 'a'] < [1, 2]",
             "[1, 'a'] < [2, 2]", "1 == 'a'", "1 != None", "[] == ()", "{} == set()",
             "b'a' == 'a'", "1.0 == 1", "1j == 1", "0 == False", "range(3) == range(0, 3, 1)",
             "'a' in 'abc'", "1 in 'abc'", "'' in ''", "None in [None]", "3 not in range(3)",
             "1 in 5", "'x' in {'x': 1}", "float('nan') in [float('nan')]"):
    attempt(text)
nan = float("nan")
print(nan in [nan], [nan] == [nan], (nan,) == (nan,), nan == nan)
