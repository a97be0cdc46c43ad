#!/usr/bin/env python3
"""Writes src/types/unicode_tables.c: what utf8proc does not know of Unicode.

Run with a Python whose unicodedata is of Unicode 14 (CPython 3.11):
    python3.11 tools/unicode_tables.py > src/types/unicode_tables.c
"""
import unicodedata

ALL = [chr(code) for code in range(0x110000)]
ASSIGNED = [c for c in ALL if unicodedata.category(c) != 'Cn']


def ranges(name, about, chars):
    print(f'/* {about} */')
    rows = []
    for code in sorted(map(ord, chars)):
        if rows and rows[-1][1] == code - 1:
            rows[-1][1] = code
        else:
            rows.append([code, code])
    print(f'const UnicodeRange unicode_{name}[] = {{')
    for first, last in rows:
        print(f'    {{0x{first:x}, 0x{last:x}}},')
    print('};')
    print(f'const size_t unicode_{name}_count = COUNT_OF(unicode_{name});\n')


def mapping(name, about, function):
    print(f'/* {about} */')
    print(f'const UnicodeExpansion unicode_{name}[] = {{')
    for c in ALL:
        mapped = function(c)
        if len(mapped) != 1:
            codes = ', '.join(f'0x{ord(m):x}' for m in mapped)
            print(f'    {{0x{ord(c):x}, {len(mapped)}, {{{codes}}}}},')
    print('};')
    print(f'const size_t unicode_{name}_count = COUNT_OF(unicode_{name});\n')


def category_in(c, *names):
    return unicodedata.category(c) in names


LETTERS = ('Lu', 'Ll', 'Lt', 'Lm', 'Lo')
print('/* Made by tools/unicode_tables.py from the Unicode Character Database '
      f'{unicodedata.unidata_version}. Do not edit. */')
print('#include "types/unicode_tables.h"\n')
mapping('special_upper', 'Upper case of more than one code point.', str.upper)
mapping('special_title', 'Title case of more than one code point.', str.title)
ranges('other_lower', 'Lowercase that is not Ll.',
       [c for c in ASSIGNED if c.islower() and not category_in(c, 'Ll')])
ranges('other_upper', 'Uppercase that is not Lu.',
       [c for c in ASSIGNED if c.isupper() and not category_in(c, 'Lu')])
ranges('other_digit', 'Digits that are not Nd: superscripts, circled and the like.',
       [c for c in ASSIGNED if c.isdigit() and not category_in(c, 'Nd')])
ranges('other_numeric', 'Numeric that is not Nd, Nl, No: ideographs.',
       [c for c in ASSIGNED if c.isnumeric() and not category_in(c, 'Nd', 'Nl', 'No')])
ranges('identifier_start_exceptions', 'XID_Start differs from letters and Nl.',
       [c for c in ASSIGNED if c != '_' and c.isidentifier() != category_in(c, *LETTERS, 'Nl')])
ranges('identifier_exceptions', 'XID_Continue differs from letters, Nl, Mn, Mc, Nd and Pc.',
       [c for c in ASSIGNED if ('a' + c).isidentifier() !=
        category_in(c, *LETTERS, 'Nl', 'Mn', 'Mc', 'Nd', 'Pc')])
