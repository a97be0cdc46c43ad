# The arguments of hex() may change the bytearray before its digits are written.
class Group:
    def __init__(self, act, value):
        self.act = act
        self.value = value

    def __index__(self):
        self.act()
        return self.value


array = bytearray(b'a' * 3000)
print(array.hex(':', Group(array.clear, 2)) == '')
array = bytearray(b'abc')
print(array.hex(':', Group(lambda: array.extend(b'defg'), 2)))
array = bytearray(b'abcd')
view = memoryview(array)
try:
    print(view.hex('-', Group(view.release, -1)))
except ValueError as error:
    print(error)
print(bytes(b'abcde').hex(bytes_per_sep=2, sep='_'), bytearray().hex(':'))
