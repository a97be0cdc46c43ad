x = list(range(10))
print(x[2:5], x[:3], x[7:], x[::3], x[::-1], x[-3:], x[5:2], x[8:2:-2], x[-100:2], x[100:], x[::-4], x[:], x[1:8:2])
x[2:4] = ["a", "b", "c"]
print(x)
x[:0] = [-1]
x[len(x):] = [99]
print(x)
x[1:5] = []
print(x)
x[::2] = [0] * len(x[::2])
print(x)
x[1] = [1, 2]
print(x)
del x[1]
del x[-2:]
del x[::2]
print(x)
x[:] = "hello"
print(x)
x[1:3] = x
print(x)
x[::-1] = list(x)
print(x)
x[3:1] = ["ins"]
print(x)
x[0], x[-1] = x[-1], x[0]
print(x)
for text in ("x[100] = 1", "x['a'] = 1", "x[::2] = [1]", "x[0:2] = 5", "del x[100]", "x[::0]", "x[1.5]", "x[0:'a']", "del x['a']", "x[::2] = 5", "x[None]", "x[1, 2]", "x[-100] = 1", "x[::0] = []", "del x[::0]"):
    try:
        exec(text)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
y = list(range(20))
del y[15:5:-3]
print(y)
del y[1:100:4]
print(y)
y[5:2] = [7, 7]
print(y, y.__getitem__(slice(0, 2)), y.__len__(), y.__contains__(7))
y[2:2] = range(3)
y[-1:] = (i for i in "gen")
print(y)
