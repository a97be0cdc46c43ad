# Arrays of each typecode: values, limits, messages, slices, buffers, pickles.
import array
import copy
import pickle

LIMITS = {'b': (-128, 127), 'B': (0, 255), 'h': (-2**15, 2**15 - 1), 'H': (0, 2**16 - 1),
          'i': (-2**31, 2**31 - 1), 'I': (0, 2**32 - 1), 'l': (-2**63, 2**63 - 1),
          'L': (0, 2**64 - 1), 'q': (-2**63, 2**63 - 1), 'Q': (0, 2**64 - 1)}


def attempt(function, *args):
    try:
        print(function(*args))
    except (TypeError, ValueError, OverflowError, IndexError, BufferError, EOFError) as error:
        print(type(error).__name__, error)


print(array.typecodes)
for code, (low, high) in LIMITS.items():
    values = array.array(code, [low, high, 1])
    print(values, values.itemsize, values.tobytes())
    for wrong in (low - 1, high + 1, 'x', 1.5, None):
        attempt(values.append, wrong)
    assert pickle.loads(pickle.dumps(values)) == values == copy.deepcopy(values)
    values.byteswap()
    print(values)
for code in 'fd':
    print(array.array(code, [1, 2.5, float('inf'), -0.0]))
    attempt(array.array, code, ['x'])
text = array.array('u', 'héllo😀')
print(text, text.tounicode(), len(text))
attempt(array.array, 'i', 'text')
attempt(array.array, 'x')
attempt(array.array, 'ii')

numbers = array.array('i', range(10))
print(numbers[2:5], numbers[::-2], numbers[-1], 5 in numbers, 11 in numbers)
attempt(lambda: numbers[10])
attempt(lambda: numbers['a'])
numbers[2:5] = array.array('i', [100])
print(numbers)
del numbers[::2]
print(numbers)
numbers[::2] = array.array('i', [7, 8])
print(numbers)
attempt(numbers.__setitem__, slice(None, None, 2), array.array('i', [7]))
attempt(numbers.__setitem__, slice(None), [1])
attempt(numbers.__setitem__, slice(None), array.array('h', [1]))
numbers.extend([1, 2, 3])
numbers += array.array('i', [4])
numbers *= 2
print(numbers, numbers.count(1), numbers.index(2), numbers.pop(), numbers.pop(0))
attempt(numbers.index, 12345)
attempt(numbers.remove, 12345)
attempt(numbers.pop, 99)
attempt(numbers.frombytes, b'abc')
numbers.frombytes(b'\1\0\0\0')
numbers.insert(1, 55)
numbers.reverse()
print(numbers, numbers == array.array('d', numbers), numbers < array.array('i', [99]))
with memoryview(numbers) as view:
    print(view.format, view.itemsize, view[0], len(view))
    view[0] = 42
    attempt(numbers.append, 1)
print(numbers.tolist(), bytes(numbers[:1]), list(iter(numbers))[:2])
