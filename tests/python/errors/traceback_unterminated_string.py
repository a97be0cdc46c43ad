# compare: stderr
x = 1
text = "never closed
print(text)
