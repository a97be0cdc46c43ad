/*
 * identifier: XID_Start and XID_Continue from utf8proc's general categories and the short lists of
 * exceptions of Unicode Annex 31 (Other_ID_Start, Other_ID_Continue, the NFKC modifications).
 */
#include "compile/identifier.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static bool is_one_of(uint32_t character, const uint32_t *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (list[i] == character) {
            return true;
        }
    }
    return false;
}

static const uint32_t other_start[] = {0x1885, 0x1886, 0x2118, 0x212E};
static const uint32_t other_continue[] = {0x00B7, 0x0387, 0x19DA};
/* Letters whose NFKC form does not start a name. */
static const uint32_t not_start[] = {0x037A, 0x0E33, 0x0EB3, 0xFDFA, 0xFDFB, 0xFE70, 0xFE72, 0xFE74,
                                     0xFE76, 0xFE78, 0xFE7A, 0xFE7C, 0xFE7E, 0xFF9E, 0xFF9F};
static const uint32_t not_continue[] = {0x037A, 0xFDFA, 0xFDFB, 0xFE70, 0xFE72, 0xFE74,
                                        0xFE76, 0xFE78, 0xFE7A, 0xFE7C, 0xFE7E};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static bool is_letter(uint32_t character) {
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           category == UTF8PROC_CATEGORY_NL;
}

bool identifier_is_start(uint32_t character) {
    if (character < 128) {
        return (character | 32) - 'a' < 26 || character == '_';
    }
    if (is_letter(character)) {
        return !is_one_of(character, not_start, COUNT(not_start)) &&
               !(character >= 0xFC5E && character <= 0xFC63);
    }
    return is_one_of(character, other_start, COUNT(other_start));
}

bool identifier_is_continue(uint32_t character) {
    if (character < 128) {
        return (character | 32) - 'a' < 26 || character == '_' || character - '0' < 10;
    }
    if (is_letter(character)) {
        return !is_one_of(character, not_continue, COUNT(not_continue)) &&
               !(character >= 0xFC5E && character <= 0xFC63);
    }
    switch (utf8proc_category((utf8proc_int32_t)character)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return is_one_of(character, other_start, COUNT(other_start)) ||
               is_one_of(character, other_continue, COUNT(other_continue)) ||
               (character >= 0x1369 && character <= 0x1371);
    }
}

bool identifier_is_printable(uint32_t character) {
    switch (utf8proc_category((utf8proc_int32_t)character)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    case UTF8PROC_CATEGORY_ZS:
        return character == ' ';
    default:
        return true;
    }
}

size_t identifier_decode(const char *text, uint32_t *character) {
    const unsigned char *bytes = (const unsigned char *)text;
    if (bytes[0] < 0x80) {
        *character = bytes[0];
        return 1;
    }
    if (bytes[0] < 0xE0) {
        *character = (uint32_t)(bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3F);
        return 2;
    }
    if (bytes[0] < 0xF0) {
        *character = (uint32_t)(bytes[0] & 0x0F) << 12 | (uint32_t)(bytes[1] & 0x3F) << 6 |
                     (bytes[2] & 0x3F);
        return 3;
    }
    *character = (uint32_t)(bytes[0] & 0x07) << 18 | (uint32_t)(bytes[1] & 0x3F) << 12 |
                 (uint32_t)(bytes[2] & 0x3F) << 6 | (bytes[3] & 0x3F);
    return 4;
}

static AstName *normalised_name(AstArena *arena, const char *text, size_t length) {
    /* utf8proc_map would call malloc; decompose into the arena instead. */
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, (utf8proc_ssize_t)length, NULL, 0, options);
    if (count < 0) {
        return ast_arena_name(arena, text, length);
    }
    utf8proc_int32_t *buffer =
        ast_arena_allocate(arena, ((size_t)count + 1) * sizeof(utf8proc_int32_t));
    if (buffer == NULL) {
        return NULL;
    }
    count = utf8proc_decompose(bytes, (utf8proc_ssize_t)length, buffer, count, options);
    count = count < 0 ? count : utf8proc_reencode(buffer, count, options);
    if (count < 0) {
        return ast_arena_name(arena, text, length);
    }
    return ast_arena_name(arena, (const char *)buffer, (size_t)count);
}

AstName *identifier_name(AstArena *arena, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] >= 0x80) {
            return normalised_name(arena, text, length);
        }
    }
    return ast_arena_name(arena, text, length);
}
