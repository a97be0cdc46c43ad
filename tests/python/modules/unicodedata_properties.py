# Properties of characters: some shown, all of Unicode by a checksum; normal forms.
import binascii
import unicodedata

for char in 'aÅé½Ⅷ٣㎡ǅ가가ﷺ\u0344\u2adc😀\u0378\x00(':
    print(ascii(char), unicodedata.category(char), unicodedata.bidirectional(char),
          unicodedata.combining(char), unicodedata.mirrored(char),
          unicodedata.east_asian_width(char), unicodedata.decimal(char, None),
          unicodedata.digit(char, None), unicodedata.numeric(char, None),
          unicodedata.name(char, None), unicodedata.decomposition(char))
    print([ascii(unicodedata.normalize(form, char)) for form in ('NFC', 'NFD', 'NFKC', 'NFKD')])

total = 0
for code in range(0, 0x110000, 197):
    char = chr(code)
    row = (unicodedata.category(char), unicodedata.numeric(char, None), unicodedata.name(char, ''),
           unicodedata.decomposition(char), unicodedata.normalize('NFKC', char),
           unicodedata.east_asian_width(char))
    total = binascii.crc32(ascii(row).encode(), total)
print(total)

marks = 'a\u0315\u0300\u05ae\u0300b\u1100\u1161\u11a8\uac00\u11a7'
for form in ('NFC', 'NFD', 'NFKC', 'NFKD'):
    print(ascii(unicodedata.normalize(form, marks)), unicodedata.is_normalized(form, marks))
print(unicodedata.lookup('LATIN SMALL LETTER A'), unicodedata.unidata_version)
print(unicodedata.ucd_3_2_0.category('\u0221'), unicodedata.ucd_3_2_0.unidata_version)
for wrong in (lambda: unicodedata.lookup('no such thing'), lambda: unicodedata.name('\0'),
              lambda: unicodedata.numeric('a'), lambda: unicodedata.category('ab'),
              lambda: unicodedata.normalize('XYZ', 'a'), lambda: unicodedata.decimal('x')):
    try:
        print(wrong())
    except (KeyError, ValueError, TypeError) as error:
        print(type(error).__name__, str(error).replace(', not str', ''))
