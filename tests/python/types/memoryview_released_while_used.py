# The __index__ of a key or a value releases the view that is being read or written.
class Part:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        view.release()
        array.clear()
        self.others = [bytearray(100) for _ in range(50)]
        return self.number

    def __float__(self):
        return float(self.__index__())


def attempt(name, operate, view_of=memoryview):
    global array, view
    array = bytearray(range(64))
    view = view_of(array)
    try:
        print(name, operate(view))
    except Exception as error:
        print(name, type(error).__name__, error)


def grid(array):
    return memoryview(array).cast('B', [8, 8])


attempt('get', lambda v: v[Part(5)])
attempt('set by key', lambda v: v.__setitem__(Part(5), 65))
attempt('set by value', lambda v: v.__setitem__(5, Part(65)))
attempt('set slice', lambda v: v.__setitem__(slice(Part(1), 3), b'ab'))
attempt('get item of two dimensions', lambda v: v[Part(1), 2], grid)
attempt('set item of two dimensions', lambda v: v.__setitem__((1, 2), Part(65)), grid)
attempt('set a float', lambda v: v.__setitem__(0, Part(1)), lambda a: memoryview(a).cast('d'))
