# Offsets as far outside of the buffer as numbers go.
import struct

for offset in (-2**63, -2**63 + 1, -21, -20, -5, -4, -1, 16, 17, 20, 2**63 - 1, 2**63):
    for call in (lambda: struct.unpack_from("i", bytes(20), offset),
                 lambda: struct.pack_into("i", bytearray(20), offset, 1)):
        try:
            print(offset, call())
        except (struct.error, OverflowError, IndexError) as error:
            print(offset, type(error).__name__, error)
