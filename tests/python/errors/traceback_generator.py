# compare: stderr
def numbers():
    yield 1
    raise ValueError("inside generator")


def outer():
    yield from numbers()


for x in outer():
    print(x)
