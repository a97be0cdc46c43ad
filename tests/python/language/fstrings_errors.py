for text in ("f'{}'", "f'{'", "f'}'", "f'{a b}'", "f'{a!x}'", "f'{a!}'", "f'{a:{b:{c}}}'", "f'{a'", "f'{!r}'",
             "f'{lambda x: 1}'", "f'{a\\n}'", "f'{#}'", "f'{a[}'", "f'{a)}'", "f'{ }'", "f'{*a}'", "f'{a=b}'", "f'{a:=5}'",
             "f'{yield}'", "f'{1+}'"):
    try:
        a, b, c = 1, 2, 3
        print(text, "=>", repr(eval(text)))
    except SyntaxError as e:
        print(text, "->", type(e).__name__, e.msg)
    except Exception as e:
        print(text, "!!", type(e).__name__, e)
for value, spec in ((1, "z"), (1.5, "d"), ("a", "d"), ("a", "="), (1, ".2"), (1, "s"), ("x", ",") , ("x", "+"), (1, ",x"), (1j, "d"),
                    ([], "x"), (None, "5"), (object, "q"), (300, "c"), (-1, "c"), (1, "10.3d"), (1.0, "c"), (1, "_,"), (2 ** 40, "c")):
    try:
        print(repr(value), spec, "=>", f"{value:{spec}}")
    except (ValueError, TypeError, OverflowError) as e:
        print(repr(value), spec, "->", type(e).__name__, e)
