print(chr(65), chr(233), chr(0x65E5), chr(0x1F600), repr(chr(0)), repr(chr(0x10FFFF)), ord("A"), ord("é"), ord("日"), ord("😀"), ord(b"A"), ord(bytearray(b"\xff")), ascii(chr(0xD800)))
print(bin(0), bin(5), bin(-5), bin(True), oct(8), oct(-8), hex(255), hex(-255), hex(2 ** 64), bin(2 ** 10), hex(0))
print(all(ord(chr(i)) == i for i in (0, 1, 127, 128, 255, 256, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF)))
print("".join(chr(c) for c in range(32, 127)), [hex(ord(c)) for c in "é日😀"], ascii("aé日😀\n"), repr("aé\x00"), format(255, "b"), int(bin(100), 2), int(hex(100), 16), int(oct(100), 8))


class I:
    def __index__(self):
        return 97


print(chr(I()), bin(I()), hex(I()), oct(I()))
