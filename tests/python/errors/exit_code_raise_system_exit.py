# exits: 256 modulo
for value in (None, 0, True, 7, -1, "text", 1.5, (1, 2)):
    try:
        raise SystemExit(value)
    except SystemExit as e:
        print(repr(e.code))
try:
    exit(5)
except SystemExit as e:
    print("exit", e.code)
try:
    quit()
except SystemExit as e:
    print("quit", e.code)
raise SystemExit(300)
