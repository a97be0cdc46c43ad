#!/usr/bin/env python3
"""Writes src/base/unicode_names_table.c: the names of characters, packed.

Run with a Python whose unicodedata is of Unicode 14 (CPython 3.11):
    python3.11 tools/unicode_names.py > src/base/unicode_names_table.c

src/base/unicode_names_table.h says how the data is packed. Hangul syllables, whose names are made
by rule, are left out.
"""
import collections
import unicodedata

ONE_BYTE = 204  # codes 0 to 203 in one byte; above, the first byte says which 256 words
PAGES = 256 - ONE_BYTE
SHAPES = 256 - 4 * PAGES  # see unicode_names_table.h
WORDS_PER_BLOCK = 32
NAMES_PER_BLOCK = 64
MAX_RUN = 2047  # a run is one number: 21 bits of first character, 11 of count
ALIASES = {
    0x00: ["NULL", "NUL"], 0x01: ["START OF HEADING", "SOH"], 0x02: ["START OF TEXT", "STX"],
    0x03: ["END OF TEXT", "ETX"], 0x04: ["END OF TRANSMISSION", "EOT"], 0x05: ["ENQUIRY", "ENQ"],
    0x06: ["ACKNOWLEDGE", "ACK"], 0x07: ["ALERT", "BEL"], 0x08: ["BACKSPACE", "BS"],
    0x09: ["CHARACTER TABULATION", "HORIZONTAL TABULATION", "HT", "TAB"],
    0x0a: ["LINE FEED", "NEW LINE", "END OF LINE", "LF", "NL", "EOL"],
    0x0b: ["LINE TABULATION", "VERTICAL TABULATION", "VT"], 0x0c: ["FORM FEED", "FF"],
    0x0d: ["CARRIAGE RETURN", "CR"], 0x0e: ["SHIFT OUT", "LOCKING-SHIFT ONE", "SO"],
    0x0f: ["SHIFT IN", "LOCKING-SHIFT ZERO", "SI"], 0x10: ["DATA LINK ESCAPE", "DLE"],
    0x11: ["DEVICE CONTROL ONE", "DC1"], 0x12: ["DEVICE CONTROL TWO", "DC2"],
    0x13: ["DEVICE CONTROL THREE", "DC3"], 0x14: ["DEVICE CONTROL FOUR", "DC4"],
    0x15: ["NEGATIVE ACKNOWLEDGE", "NAK"], 0x16: ["SYNCHRONOUS IDLE", "SYN"],
    0x17: ["END OF TRANSMISSION BLOCK", "ETB"], 0x18: ["CANCEL", "CAN"],
    0x19: ["END OF MEDIUM", "EOM", "EM"], 0x1a: ["SUBSTITUTE", "SUB"], 0x1b: ["ESCAPE", "ESC"],
    0x1c: ["INFORMATION SEPARATOR FOUR", "FILE SEPARATOR", "FS"],
    0x1d: ["INFORMATION SEPARATOR THREE", "GROUP SEPARATOR", "GS"],
    0x1e: ["INFORMATION SEPARATOR TWO", "RECORD SEPARATOR", "RS"],
    0x1f: ["INFORMATION SEPARATOR ONE", "UNIT SEPARATOR", "US"], 0x20: ["SP"],
    0x7f: ["DELETE", "DEL"], 0x80: ["PADDING CHARACTER", "PAD"], 0x81: ["HIGH OCTET PRESET", "HOP"],
    0x82: ["BREAK PERMITTED HERE", "BPH"], 0x83: ["NO BREAK HERE", "NBH"], 0x84: ["INDEX", "IND"],
    0x85: ["NEXT LINE", "NEL"], 0x86: ["START OF SELECTED AREA", "SSA"],
    0x87: ["END OF SELECTED AREA", "ESA"], 0xa0: ["NBSP"], 0xad: ["SHY"],
    0x200b: ["ZWSP"], 0x200c: ["ZWNJ"], 0x200d: ["ZWJ"], 0x200e: ["LRM"], 0x200f: ["RLM"],
    0x202a: ["LRE"], 0x202b: ["RLE"], 0x202c: ["PDF"], 0x202d: ["LRO"], 0x202e: ["RLO"],
    0x202f: ["NNBSP"], 0x205f: ["MMSP"], 0x2060: ["WJ"],
    0xfeff: ["BYTE ORDER MARK", "BOM", "ZWNBSP"], 0x2118: ["WEIERSTRASS ELLIPTIC FUNCTION"],
}


def c_bytes(data, per_line=90):
    """A string literal, its bytes in octal unless they are plain."""
    lines = []
    line = ""
    for byte in data:
        char = chr(byte)
        line += char if char.isalpha() and byte < 128 else "\\%03o" % byte
        if len(line) > per_line:
            lines.append(line)
            line = ""
    lines.append(line)
    return "\n".join('    "%s"' % part for part in lines)


def c_numbers(numbers, per_line=92):
    lines = [""]
    for number in numbers:
        text = " %s," % number
        if len(lines[-1]) + len(text) > per_line:
            lines.append("")
        lines[-1] += text
    return "\n".join("   " + line for line in lines)


def is_alias(name, code):
    try:
        return unicodedata.lookup(name) == chr(code)
    except KeyError:
        return False


def shared_count(one, other):
    """How many items the two begin with together."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def all_names():
    """The rows (character, name), and of those that end in the character's own number the rows
    [first, count, text before the number]."""
    names = []
    numbered = []
    for code in range(0x110000):
        name = unicodedata.name(chr(code), None)
        if not name or name.startswith("HANGUL SYLLABLE "):
            continue
        number = "-%04X" % code
        if not name.endswith(number):
            names.append((code, name.split(" ")))
            continue
        prefix = name[:-len(number) + 1]
        if numbered and numbered[-1][0] + numbered[-1][1] == code and numbered[-1][2] == prefix:
            numbered[-1][1] += 1
        else:
            numbered.append([code, 1, prefix])
    return names, numbered


def pack_words(words):
    """The sorted words, each as the length that it shares with the one before and the rest."""
    packed = bytearray()
    blocks = []
    before = ""
    for index, word in enumerate(words):
        if index % WORDS_PER_BLOCK == 0:
            blocks.append(len(packed))
            before = ""
        shared = shared_count(word, before)
        assert shared < ord("-")
        packed.append(shared)
        packed += word[shared:].encode()
        before = word
    return packed, blocks


def steps_of(names):
    """Of each name, how many words it shares with the one before, and the words that follow."""
    before = []
    for index, (_, name) in enumerate(names):
        if index % NAMES_PER_BLOCK == 0:
            before = []
        shared = min(shared_count(name, before), 15)
        yield shared, name[shared:]
        before = name


def is_single(shared, rest, code_of):
    """Whether the name takes two bytes, as one rare word after one to four that are shared."""
    return len(rest) == 1 and 1 <= shared <= 4 and len(code_of[rest[0]]) == 2


def shapes_of(names, code_of):
    """The commonest beginnings of the other names."""
    count = collections.Counter(shared << 4 | len(rest) for shared, rest in steps_of(names)
                                if not is_single(shared, rest, code_of))
    return sorted(count, key=lambda shape: (-count[shape], shape))[:SHAPES - 1]


def pack_names(names, code_of, shapes):
    packed = bytearray()
    blocks = []
    for index, (shared, rest) in enumerate(steps_of(names)):
        if index % NAMES_PER_BLOCK == 0:
            blocks.append(len(packed))
        codes = b"".join(code_of[word] for word in rest)
        shape = shared << 4 | len(rest)
        assert len(rest) < 16
        if is_single(shared, rest, code_of):
            packed += bytes([SHAPES + (shared - 1) * PAGES + codes[0] - ONE_BYTE, codes[1]])
        elif shape in shapes:
            packed += bytes([shapes.index(shape)]) + codes
        else:
            packed += bytes([SHAPES - 1, shape]) + codes
    return packed, blocks


def runs_of(names):
    runs = []
    for code, _ in names:
        if runs and runs[-1][0] + runs[-1][1] == code and runs[-1][1] < MAX_RUN:
            runs[-1][1] += 1
        else:
            runs.append([code, 1])
    return ["0x%x" % (count << 21 | first) for first, count in runs]


def main():
    names, numbered = all_names()
    aliases = [(code, name.split(" ")) for code, group in ALIASES.items() for name in group
               if is_alias(name, code)]
    words = sorted({word for _, name in names + aliases for word in name})
    place = {word: index for index, word in enumerate(words)}
    assert len(words) <= PAGES * 256
    code_of = {word: bytes([ONE_BYTE + index // 256, index % 256]) for word, index in place.items()}
    count = collections.Counter()
    before = []
    for _, name in names:
        count.update(name[shared_count(name, before):])
        before = name
    common = sorted(count, key=lambda word: (-count[word], word))[:ONE_BYTE]
    for index, word in enumerate(common):
        code_of[word] = bytes([index])
    packed_words, word_blocks = pack_words(words)
    shapes = shapes_of(names, code_of)
    packed_names, name_blocks = pack_names(names, code_of, shapes)
    packed_aliases, _ = pack_names(aliases, code_of, shapes)
    print("/* Names of characters, packed; written by tools/unicode_names.py. */")
    print('#include "base/unicode_names_table.h"\n')
    print("/* clang-format off */")
    print("const uint32_t unicode_names_word_count = %d;" % len(words))
    print("const char unicode_names_words[] =\n%s;\n" % c_bytes(packed_words))
    print("const uint16_t unicode_names_word_blocks[] = {\n%s};\n" % c_numbers(word_blocks))
    print("const uint16_t unicode_names_common[UNICODE_NAMES_ONE_BYTE] = {\n%s};\n"
          % c_numbers(place[word] for word in common))
    print("const uint8_t unicode_names_shapes[UNICODE_NAMES_SHAPES] = {\n%s};\n"
          % c_numbers(shapes + [0]))
    print("const char unicode_names_packed[] =\n%s;\n" % c_bytes(packed_names))
    print("const uint32_t unicode_names_blocks[] = {\n%s};\n" % c_numbers(name_blocks))
    runs = runs_of(names)
    print("const uint32_t unicode_names_runs[] = {\n%s};\n" % c_numbers(runs))
    print("const uint32_t unicode_names_run_count = %d;\n" % len(runs))
    print("const char unicode_names_alias_packed[] =\n%s;\n" % c_bytes(packed_aliases))
    print("const uint32_t unicode_names_alias_count = %d;" % len(aliases))
    print("const uint32_t unicode_names_alias_characters[] = {\n%s};\n"
          % c_numbers("0x%x" % code for code, _ in aliases))
    print("const UnicodeNamesNumbered unicode_names_numbered[] = {")
    for first, length, prefix in numbered:
        print('    {0x%x, %d, "%s"},' % (first, length, prefix))
    print("};")
    print("const uint32_t unicode_names_numbered_count = %d;" % len(numbered))
    print("/* clang-format on */")


main()
