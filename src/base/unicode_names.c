/*
 * unicode_names: see unicode_names.h; unicode_names_table.h says how the data is packed.
 */
#include "base/unicode_names.h"

#include "base/base.h"
#include "base/unicode_names_table.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { MAX_WORDS = 30, MAX_WORD_LENGTH = 40 };

/* A name as the places of its words among the sorted words. */
typedef struct Name {
    uint32_t count;
    uint16_t words[MAX_WORDS];
} Name;

/* ---- Names made by rule -------------------------------------------------------------------- */

enum { HANGUL_FIRST = 0xAC00, HANGUL_COUNT = 11172, VOWEL_COUNT = 21, TAIL_COUNT = 28 };

static const char leads[][4] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
static const char vowels[][4] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                 "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                 "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
static const char tails[][4] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};

static size_t write_by_rule(uint32_t character, char *name) {
    for (uint32_t i = 0; i < unicode_names_numbered_count; i++) {
        const UnicodeNamesNumbered *range = &unicode_names_numbered[i];
        if (character - range->first < range->count) {
            return (size_t)snprintf(name, UNICODE_NAMES_MAX_LENGTH, "%s%04X", range->prefix,
                                    (unsigned)character);
        }
    }
    uint32_t index = character - HANGUL_FIRST;
    if (index < HANGUL_COUNT) {
        return (size_t)snprintf(name, UNICODE_NAMES_MAX_LENGTH, "HANGUL SYLLABLE %s%s%s",
                                leads[index / (VOWEL_COUNT * TAIL_COUNT)],
                                vowels[index / TAIL_COUNT % VOWEL_COUNT],
                                tails[index % TAIL_COUNT]);
    }
    return 0;
}

/* The number after the last '-', if it is written as in a name made by rule; else 0. */
static uint32_t number_at_end(const char *name, size_t length) {
    uint32_t number = 0;
    for (size_t i = length > 5 ? length - 5 : 0; i < length; i++) {
        char c = name[i];
        bool is_digit = c >= '0' && c <= '9';
        if (!is_digit && !(c >= 'A' && c <= 'F')) {
            number = 0;
            continue;
        }
        number = number << 4 | (uint32_t)(is_digit ? c - '0' : c - 'A' + 10);
    }
    return number;
}

/* The longest of the parts that the text begins with; the text moves behind it. */
static uint32_t take_part(const char **text, const char *end, const char parts[][4], size_t count) {
    uint32_t best = 0;
    size_t best_length = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t length = strlen(parts[i]);
        if (length <= (size_t)(end - *text) && memcmp(*text, parts[i], length) == 0 &&
            (length > best_length || best_length == 0)) {
            best = i;
            best_length = length;
        }
    }
    *text += best_length;
    return best;
}

/* The character that may have this name. */
static uint32_t guess_by_rule(const char *name, size_t length) {
    static const char hangul[] = "HANGUL SYLLABLE ";
    if (length < sizeof hangul || memcmp(name, hangul, sizeof hangul - 1) != 0) {
        return number_at_end(name, length);
    }
    const char *pos = name + sizeof hangul - 1;
    uint32_t lead = take_part(&pos, name + length, leads, COUNT_OF(leads));
    uint32_t vowel = take_part(&pos, name + length, vowels, COUNT_OF(vowels));
    uint32_t tail = take_part(&pos, name + length, tails, COUNT_OF(tails));
    return HANGUL_FIRST + (lead * VOWEL_COUNT + vowel) * TAIL_COUNT + tail;
}

static uint32_t lookup_by_rule(const char *name, size_t length) {
    char made[UNICODE_NAMES_MAX_LENGTH];
    uint32_t character = guess_by_rule(name, length);
    bool is_its_name = write_by_rule(character, made) == length && memcmp(made, name, length) == 0;
    return is_its_name ? character : UNICODE_NAMES_UNKNOWN;
}

/* ---- Words --------------------------------------------------------------------------------- */

/* Writes the word at a place among the sorted words, with a zero byte after it; its length. */
static size_t read_word(uint32_t place, char word[MAX_WORD_LENGTH]) {
    const char *pos =
        unicode_names_words + unicode_names_word_blocks[place / UNICODE_NAMES_WORDS_PER_BLOCK];
    size_t length = 0;
    for (uint32_t i = place / UNICODE_NAMES_WORDS_PER_BLOCK * UNICODE_NAMES_WORDS_PER_BLOCK;
         i <= place; i++) {
        length = (size_t)*pos++;
        /* Letters, digits and '-' are all above any length; a zero byte ends the table. */
        while (*pos >= '-') {
            word[length++] = *pos++;
        }
    }
    word[length] = '\0';
    return length;
}

/* The place of a word among the sorted words; false: no name has it. */
static bool find_word(const char *word, size_t length, uint16_t *place) {
    uint32_t low = 0;
    uint32_t high = unicode_names_word_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        char known[MAX_WORD_LENGTH];
        size_t known_length = read_word(middle, known);
        int order = memcmp(known, word, known_length < length ? known_length : length);
        if (order == 0 && known_length == length) {
            *place = (uint16_t)middle;
            return true;
        }
        if (order < 0 || (order == 0 && known_length < length)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

/* Finds the words of a name; false when one is in no name. */
static bool split_name(const char *text, size_t length, Name *name) {
    const char *end = text + length;
    name->count = 0;
    while (text <= end) {
        const char *space = memchr(text, ' ', (size_t)(end - text));
        const char *stop = space == NULL ? end : space;
        if (name->count == MAX_WORDS ||
            !find_word(text, (size_t)(stop - text), &name->words[name->count])) {
            return false;
        }
        name->count++;
        text = stop + 1;
    }
    return true;
}

/* ---- Packed names -------------------------------------------------------------------------- */

/* What a name has after the words that it shares with the one before. */
typedef struct Step {
    uint32_t shared;
    uint32_t count;
    uint16_t words[15];
} Step;

/* Gives where the next one is. */
static inline const unsigned char *read_step(const unsigned char *pos, Step *step) {
    uint32_t first = *pos++;
    if (first >= UNICODE_NAMES_SHAPES) {
        first -= UNICODE_NAMES_SHAPES;
        step->shared = first / UNICODE_NAMES_PAGES + 1;
        step->count = 1;
        step->words[0] = (uint16_t)(first % UNICODE_NAMES_PAGES * 256 + *pos++);
        return pos;
    }
    uint32_t shape = unicode_names_shapes[first];
    if (first == UNICODE_NAMES_SHAPES - 1) {
        shape = *pos++;
    }
    step->shared = shape >> 4;
    step->count = shape & 15;
    for (uint32_t i = 0; i < step->count; i++) {
        uint32_t code = *pos++;
        step->words[i] = code < UNICODE_NAMES_ONE_BYTE
                             ? unicode_names_common[code]
                             : (uint16_t)((code - UNICODE_NAMES_ONE_BYTE) * 256 + *pos++);
    }
    return pos;
}

/* Where the name is among the packed ones; count when it is not there. */
static uint32_t find_name(const char *packed, uint32_t count, const Name *wanted) {
    const unsigned char *pos = (const unsigned char *)packed;
    uint32_t agreed = 0; /* so many words of the name just read are the first ones of wanted */
    for (uint32_t i = 0; i < count; i++) {
        Step step;
        pos = read_step(pos, &step);
        if (agreed >= step.shared) {
            agreed = step.shared;
            while (agreed < wanted->count && agreed < step.shared + step.count &&
                   wanted->words[agreed] == step.words[agreed - step.shared]) {
                agreed++;
            }
        }
        if (agreed == wanted->count && agreed == step.shared + step.count) {
            return i;
        }
    }
    return count;
}

/* The name at a place among those of unicode_names_packed. */
static void read_name(uint32_t place, Name *name) {
    const unsigned char *pos = (const unsigned char *)unicode_names_packed +
                               unicode_names_blocks[place / UNICODE_NAMES_PER_BLOCK];
    for (uint32_t i = place / UNICODE_NAMES_PER_BLOCK * UNICODE_NAMES_PER_BLOCK; i <= place; i++) {
        Step step;
        pos = read_step(pos, &step);
        memcpy(name->words + step.shared, step.words, step.count * sizeof step.words[0]);
        name->count = step.shared + step.count;
    }
}

static uint32_t run_first(uint32_t run) {
    return run & ((1u << UNICODE_NAMES_RUN_BITS) - 1);
}

static uint32_t run_count(uint32_t run) {
    return run >> UNICODE_NAMES_RUN_BITS;
}

static uint32_t character_at(uint32_t place) {
    const uint32_t *run = unicode_names_runs;
    while (place >= run_count(*run)) {
        place -= run_count(*run++);
    }
    return run_first(*run) + place;
}

static uint32_t packed_count(void) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < unicode_names_run_count; i++) {
        count += run_count(unicode_names_runs[i]);
    }
    return count;
}

/* ---- What others call ---------------------------------------------------------------------- */

uint32_t unicode_names_lookup(const char *name, size_t length) {
    char upper[UNICODE_NAMES_MAX_LENGTH];
    Name wanted;
    if (length == 0 || length >= sizeof upper) {
        return UNICODE_NAMES_UNKNOWN;
    }
    for (size_t i = 0; i < length; i++) {
        upper[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 32 : name[i]);
    }
    if (!split_name(upper, length, &wanted)) {
        return lookup_by_rule(upper, length);
    }
    uint32_t count = packed_count();
    uint32_t place = find_name(unicode_names_packed, count, &wanted);
    if (place < count) {
        return character_at(place);
    }
    place = find_name(unicode_names_alias_packed, unicode_names_alias_count, &wanted);
    if (place < unicode_names_alias_count) {
        return unicode_names_alias_characters[place];
    }
    return lookup_by_rule(upper, length);
}

size_t unicode_names_write(uint32_t character, char name[UNICODE_NAMES_MAX_LENGTH]) {
    uint32_t before = 0; /* names of earlier runs */
    for (uint32_t i = 0; i < unicode_names_run_count; i++) {
        uint32_t run = unicode_names_runs[i];
        if (character - run_first(run) >= run_count(run)) {
            before += run_count(run);
            continue;
        }
        Name found = {0};
        read_name(before + character - run_first(run), &found);
        size_t length = 0;
        for (uint32_t j = 0; j < found.count; j++) {
            char word[MAX_WORD_LENGTH];
            size_t word_length = read_word(found.words[j], word);
            memcpy(name + length, word, word_length);
            length += word_length;
            name[length++] = j + 1 < found.count ? ' ' : '\0';
        }
        return length - 1;
    }
    return write_by_rule(character, name);
}
