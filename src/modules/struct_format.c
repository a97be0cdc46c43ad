/* struct_format: format strings to layouts. */
#include "modules/struct_format.h"

#include "modules/module_exception.h"

typedef struct LetterRow {
    char letter;
    uint8_t kind;
    uint8_t standard; /* size; 0: not in standard formats */
    uint8_t native;   /* size, and alignment */
} LetterRow;

static const LetterRow LETTERS[] = {
    {'x', STRUCT_PAD, 1, 1},      {'b', STRUCT_SIGNED, 1, 1},   {'B', STRUCT_UNSIGNED, 1, 1},
    {'c', STRUCT_CHAR, 1, 1},     {'s', STRUCT_BYTES, 1, 1},    {'p', STRUCT_PASCAL, 1, 1},
    {'h', STRUCT_SIGNED, 2, 2},   {'H', STRUCT_UNSIGNED, 2, 2}, {'i', STRUCT_SIGNED, 4, 4},
    {'I', STRUCT_UNSIGNED, 4, 4}, {'l', STRUCT_SIGNED, 4, 8},   {'L', STRUCT_UNSIGNED, 4, 8},
    {'q', STRUCT_SIGNED, 8, 8},   {'Q', STRUCT_UNSIGNED, 8, 8}, {'n', STRUCT_SIGNED, 0, 8},
    {'N', STRUCT_UNSIGNED, 0, 8}, {'P', STRUCT_POINTER, 0, 8},  {'?', STRUCT_BOOL, 1, 1},
    {'e', STRUCT_FLOAT, 2, 2},    {'f', STRUCT_FLOAT, 4, 4},    {'d', STRUCT_FLOAT, 8, 8},
};

static const LetterRow *find_letter(char letter, bool native) {
    for (size_t i = 0; i < COUNT_OF(LETTERS); i++) {
        if (LETTERS[i].letter == letter) {
            return native || LETTERS[i].standard ? &LETTERS[i] : NULL;
        }
    }
    return NULL;
}

static bool is_space(char letter) {
    return letter == ' ' || (letter >= '\t' && letter <= '\r');
}

static bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

static bool fail(Runtime *rt, Object *error, const char *message) {
    module_exception_raise(rt, error, "%s", message);
    return false;
}

/* The byte order that the first letter may set; the rest of the format. */
static const char *parse_order(const char *at, const char *end, StructLayout *layout) {
    layout->native = true;
    layout->big_endian = false;
    if (at == end) {
        return at;
    }
    switch (*at) {
    case '@':
        return at + 1;
    case '=':
    case '<':
        layout->native = false;
        return at + 1;
    case '>':
    case '!':
        layout->native = false;
        layout->big_endian = true;
        return at + 1;
    default:
        return at;
    }
}

/* Adds `count` items of a letter. False: the size is too large. */
static bool add_field(StructLayout *layout, const LetterRow *row, size_t count) {
    static const char TOGETHER[] = "sp";
    size_t size = layout->native ? row->native : row->standard;
    if (layout->native && size > 1) {
        size_t unaligned = layout->size % size;
        if (unaligned && !base_add_size(layout->size, size - unaligned, &layout->size)) {
            return false;
        }
    }
    bool together = row->letter == TOGETHER[0] || row->letter == TOGETHER[1];
    size_t total;
    if (!base_multiply_size(size, count, &total)) {
        return false;
    }
    StructField *field = &layout->fields[layout->field_count++];
    *field = (StructField){.offset = layout->size,
                           .size = together ? count : size,
                           .count = together                  ? 1
                                    : row->kind == STRUCT_PAD ? 0
                                                              : count,
                           .kind = row->kind,
                           .letter = row->letter};
    layout->values += field->count;
    return base_add_size(layout->size, total, &layout->size) && layout->size <= INT64_MAX;
}

/* A repeat count; false: too large. */
static bool parse_count(const char **at, const char *end, size_t *count) {
    *count = 0;
    for (; *at < end && is_digit(**at); (*at)++) {
        if (!base_multiply_size(*count, 10, count) ||
            !base_add_size(*count, (size_t)(**at - '0'), count) || *count > INT64_MAX) {
            return false;
        }
    }
    return true;
}

bool struct_format_parse(Runtime *rt, const char *format, size_t length, Object *error,
                         StructLayout *layout) {
    const char *end = format + length;
    *layout = (StructLayout){.fields = memory_allocate(rt, (length + 1) * sizeof(StructField))};
    if (!layout->fields) {
        return false;
    }
    const char *message = NULL;
    const char *at = parse_order(format, end, layout);
    while (!message && at < end) {
        size_t count = 1;
        if (is_space(*at)) {
            at++;
            continue;
        }
        if (!*at) {
            message = "embedded null character";
        } else if (is_digit(*at) && !parse_count(&at, end, &count)) {
            message = "total struct size too long";
        } else if (at == end) {
            message = "repeat count given without format specifier";
        } else {
            const LetterRow *row = find_letter(*at++, layout->native);
            message = !row                             ? "bad char in struct format"
                      : !add_field(layout, row, count) ? "total struct size too long"
                                                       : NULL;
        }
    }
    if (message) {
        memory_free(rt, layout->fields);
        layout->fields = NULL;
        return fail(rt, error, message);
    }
    return true;
}
