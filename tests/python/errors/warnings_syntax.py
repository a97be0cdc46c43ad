# compare: stderr
x = 5
print(x is 5, x is not "a")
assert (x, "always true")
print("\d \q")
print([1, 2] [0])
s = b"\z"
print(0x1for x in [1])
