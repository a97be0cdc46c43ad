# Coroutines that nobody awaited. What is shown by default ends with a hint at tracemalloc.
import warnings


def show(message, category, filename, lineno, file=None, line=None):
    print(category.__name__, message, lineno)


warnings.showwarning = show


async def lost():
    pass


lost()
print("after")


async def also():
    return 1


c = also()
c.close()
del c
x = lost()
x = None
print("end")
