#!/usr/bin/env python3
"""Writes src/modules/unicodedata_tables.c: what the module unicodedata knows beyond utf8proc.

Run with a Python whose unicodedata is of Unicode 14 (CPython 3.11):
    python3.11 tools/unicodedata_tables.py > src/modules/unicodedata_tables.c
"""
import fractions
import unicodedata

CLASSES = ['N', 'A', 'F', 'H', 'Na', 'W']


def number_of(value):
    """The fraction that a float was made from."""
    whole = fractions.Fraction(value)
    return whole if whole.denominator == 1 else whole.limit_denominator(1000)


def exponent_of(number):
    """(mantissa, exponent) with mantissa * 10 ** exponent == number, the mantissa small."""
    exponent = 0
    while abs(number) > 10000:
        assert number % 10 == 0
        number //= 10
        exponent += 1
    return number, exponent


def numeric_rows():
    rows = []
    for code in range(0x110000):
        value = unicodedata.numeric(chr(code), None)
        if value is None:
            continue
        number = number_of(value)
        last = rows[-1] if rows else None
        if (last and number.denominator == 1 == last[3] and last[0] + last[1] == code and
                number == last[2] + last[1] and number < 10000):
            last[1] += 1
        else:
            rows.append([code, 1, number.numerator, number.denominator])
    return rows


def width_rows():
    rows = []
    for code in range(0x110000):
        width = unicodedata.east_asian_width(chr(code))
        if rows and rows[-1][2] == width and rows[-1][1] == code - 1:
            rows[-1][1] = code
        else:
            rows.append([code, code, width])
    return [row for row in rows if row[2] != 'N']


print('/* Made by tools/unicodedata_tables.py from the Unicode Character Database '
      f'{unicodedata.unidata_version}. Do not edit. */')
print('#include "modules/unicodedata_tables.h"\n')
rows = numeric_rows()
print('const UnicodeNumber unicodedata_numbers[] = {')
for first, count, numerator, denominator in rows:
    mantissa, exponent = exponent_of(numerator)
    print(f'    {{0x{first:x}, {count}, {mantissa}, {denominator}, {exponent}}},')
print('};')
print('const size_t unicodedata_number_count = COUNT_OF(unicodedata_numbers);\n')
print('const UnicodeWidth unicodedata_widths[] = {')
for first, last, width in width_rows():
    print(f'    {{0x{first:x}, 0x{last << 3 | CLASSES.index(width):x}}},')
print('};')
print('const size_t unicodedata_width_count = COUNT_OF(unicodedata_widths);\n')

print('/* Assigned since Unicode 3.2. */')
print('const UnicodeSpan unicodedata_since_3_2[] = {')
spans = []
for code in range(0x110000):
    if (unicodedata.category(chr(code)) != 'Cn' and
            unicodedata.ucd_3_2_0.category(chr(code)) == 'Cn'):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
for first, last in spans:
    print(f'    {{0x{first:x}, 0x{last:x}}},')
print('};')
print('const size_t unicodedata_since_3_2_count = COUNT_OF(unicodedata_since_3_2);')


def one_step(char):
    """What unicodedata_normal.c makes of the whole decomposition."""
    tagged = unicodedata.decomposition(char).startswith('<')
    whole = unicodedata.normalize('NFKD' if tagged else 'NFD', char)
    if tagged and not any(0x1100 <= ord(c) < 0x1200 for c in whole):
        return unicodedata.normalize('NFC', whole)
    if not tagged and len(whole) > 2:
        return unicodedata.normalize('NFC', whole[:-1]) + whole[-1]
    return whole


print('\n/* Decompositions whose one step is not to be seen from the whole. */')
print('const UnicodeStep unicodedata_steps[] = {')
for code in range(0x110000):
    step = unicodedata.decomposition(chr(code)).split()
    parts = [int(part, 16) for part in step if not part.startswith('<')]
    if parts and parts != [ord(c) for c in one_step(chr(code))]:
        assert len(parts) <= 6
        print(f'    {{0x{code:x}, {{{", ".join(hex(part) for part in parts)}}}}},')
print('};')
print('const size_t unicodedata_step_count = COUNT_OF(unicodedata_steps);')
