for spec in ("", "d", "5", "<5", ">5", "^5", "*^7", "05", "+", "-", " ", "+05", "=+6", "0=6", "x<6", ",", "_", "10,", "010,", "x", "X", "#x", "#010x", "b", "#b", "o", "#o", "_b", "_x", "c", "n", "e", "f", "g", ".2f", "%", ".1%", "+.3e", "08.2f", "é>6"):
    for n in (0, 42, -1234567):
        try:
            print(repr(spec), n, repr(format(n, spec)))
        except (ValueError, OverflowError) as e:
            print(repr(spec), n, "->", e)
print(format(10 ** 25, ","), format(10 ** 25, "_x"), format(-10 ** 25, "+030,d"), format(2 ** 100, "e"), format(True, "d"), format(True, ">6"), format(1234, "012,"), format(1234567, "_b"), format(-5, "#06b"), format(65, "c"), format(12345, "3"), format(7, "<03"), format(-7, "^08"))
