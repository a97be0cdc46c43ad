# compare: stderr
def compile_it(source):
    return compile(source, "generated.py", "exec")


print("before")
compile_it("x = 1\nfor i in range(3) print(i)\n")
