def attempt(text):
    try:
        r = eval(text)
        print(text, "=", r if not hasattr(r, "__len__") else len(r))
    except (OverflowError, MemoryError, ValueError, TypeError, IndexError) as e:
        print(text, "->", type(e).__name__, e)


for text in ("'a' * 10 ** 19", "[0] * 10 ** 19", "(0,) * 10 ** 19", "b'a' * 10 ** 19", "'ab' * (2 ** 62)", "[1, 2] * (2 ** 62)", "bytes(2 ** 62)", "bytearray(2 ** 62)", "bytes(10 ** 30)", "range(10 ** 30).__len__()", "1 << (2 ** 70)", "'x'.ljust(2 ** 62)", "'x'.center(10 ** 20)", "chr(-1)", "chr(0x110000)", "chr(10 ** 20)", "float(10 ** 400)", "int('1' * 5000)", "len(str(10 ** 4000))", "str(10 ** 5000)", "int(float('inf'))", "2.0 ** 5000", "[][10 ** 30:10 ** 31]", "'a'[2 ** 70]", "[1][-2 ** 70]", "(1).to_bytes(0, 'big')", "pow(2, 10 ** 3)", "1e308 * 10", "'%c' % 10 ** 10", "'abc'.expandtabs(2 ** 62)", "'abc'.zfill(2 ** 62)", "'\\t'.expandtabs(2 ** 62)", "hash(10 ** 5000) == hash(10 ** 5000)", "repr(10 ** 4300)", "int('9' * 4300) > 0", "len(hex(10 ** 5000))", "bin(10 ** 30).count('1')"):
    attempt(text)
import sys
print(sys.get_int_max_str_digits(), sys.maxsize, sys.int_info.default_max_str_digits)
sys.set_int_max_str_digits(0)
print(len(str(10 ** 5000)))
