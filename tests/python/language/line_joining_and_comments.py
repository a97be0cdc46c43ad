# comment at the start
x = (1 +  # comment
     # full line comment

     2)
y = [
    1, 2,  # one two
    # nothing
    3,
]
z = {"a": 1,
     "b": [
         2,
     ],
     }
w = 1 + \
    2 + \
    3
if x == 3 and \
   y:
    print("continued")
print(x, y, z, w)


def f(
    a,  # first
    b=2,
    *,
    c=3,
):
    return (a,
            b,
            c)


print(f(
    1,
    c=4,
))
s = "no # comment here"  # but here
print(s, "#")
t = ("implicit "
     "joining "  # with comment
     "works")
print(t)
if True:
    # only a comment before

    print("after blank")

    # comment at the end
# dedented comment
else:
    print("never")
for i in range(1):

    print(i)


	# tab comment with odd indentation
    print("same block")
print("semi"); print("colon");
a = 5;
lambda_ = lambda x: (
    x +
    1)
print(lambda_(1), a)
assert (
    a == 5
), (
    "message"
)
from math import (
    floor,
    ceil as up,
)
print(floor(1.5), up(1.5))
with (
    open("a.txt", "w") as p,
    open("b.txt", "w") as q,
):
    p.write("x")
print(p.closed, q.closed)
result = (x
          if x > 2
          else y)
print(result, not
      x)
value = x \
    .__add__(1) \
    .__mul__(2)
print(value)
"""
a string statement
"""
# end without newline
