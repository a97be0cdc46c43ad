# A name that a nested function declares global is global in the module too, also where exec has
# locals of its own.
text = """if 1:
    def outer():
        name = 1
        def first():
            global name
            return name
        def second():
            return name + 1
        return first, second
    name = 9
    first, second = outer()
    result = first(), second()
"""
namespace, local = {}, {}
exec(text, namespace, local)
print(local["result"], "name" in namespace, "name" in local)


def declares():
    global counter
    counter = counter + 1


counter: int = 1
declares()
print(counter)
for bad in ("[i for i in (lambda: (j := range(5)))()]", "{i for i in (lambda: (j := range(5)))()}"):
    try:
        compile(bad, "<bad>", "exec")
    except SyntaxError as error:
        print(error)
