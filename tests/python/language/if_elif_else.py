def kind(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        if n % 2:
            return "small odd"
        else:
            return "small even"
    else:
        return "large"


for n in (-5, 0, 3, 4, 10, 100):
    print(n, kind(n))
x = 3
print("a" if x > 2 else "b" if x > 1 else "c")
print([("fizz" * (i % 3 == 0) + "buzz" * (i % 5 == 0)) or i for i in range(1, 16)])
if x: print("one line")
if not x: pass
else: print("else one line"); print("two")
if (n := x * 2) > 5 and n < 10:
    print("walrus", n)
if None or 0 or "":
    print("never")
elif [] and 1 / 0:
    print("never")
else:
    print("end")
