s = "hello world"
print(s[0], s[-1], s[4], s[-11], s[2:5], s[:5], s[6:], s[:], s[::2], s[::-1], s[8:2:-1], s[-3:], s[:-3], s[100:], s[5:2], s[-100:3], s[1:100:3], s[::-3], s[10:0:-4])
u = "aé日😀z"
print(len(u), u[1], u[2], u[3], u[1:4], u[::-1], u[-2:], u[::2], u[3:3] == "", [ord(c) for c in u])
for text in ("s[11]", "s[-12]", "s['a']", "s[1.5]", "s[None]", "s[1, 2]", "s[::0]", "s[0] = 'x'", "del s[0]", "s['a':]", "''[0]", "s[10 ** 30]", "s[1:2.0]", "s[True]", "s[False:True]", "s[10 ** 30:]", "s[:-10 ** 30:-1]"):
    try:
        if "=" in text or "del" in text:
            exec(text)
        else:
            print(text, repr(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class I:
    def __index__(self):
        return 4


print(s[I()], s[I():], s[:I()], s[::I()])
for n in range(-6, 7):
    print(repr("abcde"[n:]), repr("abcde"[:n]), repr("abcde"[n::-1]), end="; ")
print()
