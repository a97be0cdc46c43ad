# compare: stderr
values = [1, 2,
          (3, 4,
print("x")
