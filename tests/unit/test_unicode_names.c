/* The packed names of characters: all are those of CPython 3.11, and each leads back. */
#include "unit.h"
#include "base/unicode_names.h"

enum { CHARACTERS = 0x110000 };

/* FNV-1a over every name and a newline, as python3.11 gives it:
 *     for c in range(0x110000):
 *         if name := unicodedata.name(chr(c), ''):
 *             for b in name.encode() + b'\n':
 *                 h = (h ^ b) * 0x100000001b3 % 2**64 */
static void test_unicode_names_write_all_are_cpythons(void) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (uint32_t character = 0; character < CHARACTERS; character++) {
        char name[UNICODE_NAMES_MAX_LENGTH];
        size_t length = unicode_names_write(character, name);
        if (length == 0) {
            continue;
        }
        name[length] = '\n';
        for (size_t i = 0; i <= length; i++) {
            hash = (hash ^ (unsigned char)name[i]) * UINT64_C(0x100000001b3);
        }
    }
    UNIT_CHECK(hash == UINT64_C(0xe9cd63035a1325c1));
}

static void test_unicode_names_lookup_finds_what_write_gives(void) {
    for (uint32_t character = 0; character < CHARACTERS; character += 1 + character % 61) {
        char name[UNICODE_NAMES_MAX_LENGTH];
        size_t length = unicode_names_write(character, name);
        if (length > 0 && !UNIT_CHECK(unicode_names_lookup(name, length) == character)) {
            printf("  %s\n", name);
            return;
        }
    }
}

static bool leads_to(const char *name, uint32_t character) {
    return unicode_names_lookup(name, strlen(name)) == character;
}

static void test_unicode_names_lookup_edges(void) {
    UNIT_CHECK(leads_to("latin small letter a", 'a'));
    UNIT_CHECK(leads_to("LINE FEED", '\n'));
    UNIT_CHECK(leads_to("BOM", 0xfeff));
    UNIT_CHECK(leads_to("HANGUL SYLLABLE GAG", 0xac01));
    UNIT_CHECK(leads_to("HANGUL SYLLABLE A", 0xc544));
    UNIT_CHECK(leads_to("hangul syllable ssyaelh", 0xc35b));
    UNIT_CHECK(leads_to("CJK UNIFIED IDEOGRAPH-4E00", 0x4e00));
    UNIT_CHECK(leads_to("CJK COMPATIBILITY IDEOGRAPH-2FA1D", 0x2fa1d));
    UNIT_CHECK(leads_to("CJK UNIFIED IDEOGRAPH-04E00", UNICODE_NAMES_UNKNOWN));
    UNIT_CHECK(leads_to("CJK UNIFIED IDEOGRAPH-", UNICODE_NAMES_UNKNOWN));
    UNIT_CHECK(leads_to("CJK COMPATIBILITY IDEOGRAPH-4E00", UNICODE_NAMES_UNKNOWN));
    UNIT_CHECK(leads_to("HANGUL SYLLABLE ", UNICODE_NAMES_UNKNOWN));
    UNIT_CHECK(leads_to("HANGUL SYLLABLE GAGA", UNICODE_NAMES_UNKNOWN));
    UNIT_CHECK(leads_to("LATIN SMALL LETTER", UNICODE_NAMES_UNKNOWN));
    UNIT_CHECK(leads_to("LATIN SMALL LETTER A WITH", UNICODE_NAMES_UNKNOWN));
    UNIT_CHECK(leads_to("LATIN  SMALL LETTER A", UNICODE_NAMES_UNKNOWN));
    UNIT_CHECK(leads_to(" ", UNICODE_NAMES_UNKNOWN));
    UNIT_CHECK(leads_to("", UNICODE_NAMES_UNKNOWN));
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_unicode_names_write_all_are_cpythons);
    UNIT_RUN(test_unicode_names_lookup_finds_what_write_gives);
    UNIT_RUN(test_unicode_names_lookup_edges);
    return unit_result();
}
