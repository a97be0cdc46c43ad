a = 1; b = 2; print(a, b)
if a: print("x"); print("y")
for i in range(2): print(i); print(-i)
while a: a -= 1; print("loop")
class C: x = 1; y = 2
def f(): return 1; return 2
print(C.x, C.y, f());
try: 1 / 0
except ZeroDivisionError: print("caught")
else: print("no")
finally: print("finally")
with open("x.txt", "w") as h: h.write("hi"); print("with")
x = [1,
     2,   # comment inside

     3]
y = (1 +
     2)
z = 1 + \
    2
print(x, y, z)
if True:
        print("deep")
        if True:
         print("odd indent")
if 1:
	print("tab")
pass; pass
...
"string statement"
1 + 1
lambda: 0
def g(): ...
class D: ...
print(g(), D.__name__)
if (a
        == 0): print("done")
# last line is a comment without a newline
