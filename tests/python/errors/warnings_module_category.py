# compare: stderr
def f():
    return 1 is 1


print(f())
print("\w")
x = 1
if x is ():
    pass
assert (1, "msg")
print(1 if x is not 2 else 3)
try:
    "a" [0, 1]
except TypeError as e:
    print(e)
try:
    [1, 2] (3)
except TypeError as e:
    print(e)
try:
    {1} [0]
except TypeError as e:
    print(e)
print(f'{x}' is 'a')
print(1or 2)
