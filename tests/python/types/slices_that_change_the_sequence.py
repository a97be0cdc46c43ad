# The __index__ of a slice's parts empties, or fills, what is sliced.
import array


class Part:
    def __init__(self, act, number):
        self.act = act
        self.number = number

    def __index__(self):
        self.act()
        return self.number


def attempt(name, function, *args):
    try:
        print(name, function(*args))
    except Exception as error:
        print(name, type(error).__name__, error)


makers = {
    'list': lambda: list(range(10)),
    'bytearray': lambda: bytearray(range(48, 58)),
    'array': lambda: array.array('i', range(10)),
}
for name, make in makers.items():
    for change in ('clear', 'double'):
        for start, stop, step in ((2, 8, 1), (1, 9, 2), (8, 1, -2), (-3, 20, 3), (9, -11, -1)):
            def act():
                if change == 'clear':
                    del target[:]
                else:
                    target.extend(make())

            for position in range(3):
                parts = [start, stop, step]
                parts[position] = Part(act, parts[position])
                place = slice(*parts)
                target = make()
                attempt(f'{name} {change} get', target.__getitem__, place)
                if name != 'bytearray':  # there python3.11 itself writes past the end
                    target = make()
                    attempt(f'{name} {change} delete', target.__delitem__, place)
                    print(target)
                target = make()
                attempt(f'{name} {change} set', target.__setitem__, place, make()[:3])
                print(target)


# Making a list of what is assigned changes the list; the ends are asked for once.
def growing():
    for number in range(5):
        target.append(number)
        yield number


class Counted(Part):
    def __index__(self):
        print('asked')
        return self.number


target = list(range(10))
target[Counted(None, 1):Counted(None, 9)] = growing()
print(target)
target = list(range(10))
target[::-1] = range(10)
print(target)
target[Counted(None, 8):Counted(None, 1):Counted(None, -2)] = 'abcd'
print(target)
