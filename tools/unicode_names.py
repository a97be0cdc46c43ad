#!/usr/bin/env python3
"""Writes src/base/unicode_names_table.c: the names of characters, packed.

Run with a Python whose unicodedata is of Unicode 14 (CPython 3.11):
    python3.11 tools/unicode_names.py > src/base/unicode_names_table.c

A name is a row of words. The commonest words have codes of one byte, the others of two; byte 0 ends
a name. Ideographs and Hangul syllables, whose names are made by rule, are left out.
"""
import collections
import unicodedata

ONE_BYTE = 190  # codes 1 to 190 in one byte; above, the first byte says which 256
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


def is_alias(name, code):
    try:
        return unicodedata.lookup(name) == chr(code)
    except KeyError:
        return False


def main():
    names = []
    for code in range(0x110000):
        name = unicodedata.name(chr(code), None)
        if name and not name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")):
            names.append((code, name))
    aliases = [(code, name) for code, group in ALIASES.items() for name in group
               if is_alias(name, code)]
    count = collections.Counter(word for _, name in names + aliases for word in name.split(" "))
    words = sorted(count, key=lambda word: (-count[word], word))
    code_of = {}
    for index, word in enumerate(words):
        number = index + 1
        if number <= ONE_BYTE:
            code_of[word] = bytes([number])
        else:
            number -= ONE_BYTE + 1
            code_of[word] = bytes([ONE_BYTE + 1 + number // 256, number % 256])
    assert len(words) - ONE_BYTE <= (255 - ONE_BYTE) * 256
    runs = []
    packed = bytearray()
    for code, name in names:
        if runs and runs[-1][0] + runs[-1][1] == code:
            runs[-1][1] += 1
        else:
            runs.append([code, 1])
        packed += b"".join(code_of[word] for word in name.split(" ")) + b"\0"
    packed_aliases = bytearray()
    for _, name in aliases:
        packed_aliases += b"".join(code_of[word] for word in name.split(" ")) + b"\0"
    print("/* Names of characters, packed; written by tools/unicode_names.py. */")
    print('#include "base/unicode_names_table.h"\n')
    print("/* clang-format off */")
    print("/* The words in the order of their codes, each ended by a zero byte. */")
    print("const char unicode_names_words[] =")
    line = ""
    for word in words:
        line += word + "\\000"
        if len(line) > 85:
            print('    "%s"' % line)
            line = ""
    print('    "%s";\n' % line)
    print("/* The names of the characters in unicode_names_runs, in that order. */")
    print("const char unicode_names_packed[] =\n%s;\n" % c_bytes(packed))
    print("const char unicode_names_alias_packed[] =\n%s;\n" % c_bytes(packed_aliases))
    print("const UnicodeNamesRun unicode_names_runs[] = {")
    line = "   "
    for code, length in runs:
        line += " {0x%x, %d}," % (code, length)
        if len(line) > 85:
            print(line)
            line = "   "
    print(line + "\n};")
    print("const uint32_t unicode_names_alias_characters[] = {")
    print("    " + ", ".join("0x%x" % code for code, _ in aliases) + "};")
    print("const uint32_t unicode_names_run_count = %d;" % len(runs))
    print("const uint32_t unicode_names_alias_count = %d;" % len(aliases))
    print("/* clang-format on */")


main()
