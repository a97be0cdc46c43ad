# Seen step by step: frames come and go on the call stack, objects in the heap.
def inner(number):
    held = [number, 2]
    return number + 0.5


def outer():
    result = inner(7)
    return result


outer()
