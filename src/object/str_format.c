/* str_format: the messages' formats of raise.h, and the writer's functions that need any object's
 * text. */
#include "object/operations.h"
#include <stdio.h>
#include <string.h>

/* One conversion of the format: %[flags][width][.precision][length]conversion. */
typedef struct Conversion {
    char flags[4];
    size_t flag_count;
    int width;
    int precision; /* -1: none */
    char length;   /* 0, 'l', 'L' for ll, 'z' */
    char letter;
} Conversion;

typedef struct FormatInput {
    const char *position;
    va_list args;
} FormatInput;

bool writer_repr(Runtime *rt, StrWriter *writer, Object *object) {
    Object *text = object_repr(rt, object);
    if (!text) {
        return false;
    }
    bool done = writer_str(rt, writer, text);
    release(rt, text);
    return done;
}

static int read_number(FormatInput *input) {
    if (*input->position == '*') {
        input->position++;
        return va_arg(input->args, int);
    }
    int number = 0;
    while (*input->position >= '0' && *input->position <= '9') {
        number = number * 10 + (*input->position++ - '0');
    }
    return number;
}

static Conversion read_conversion(FormatInput *input) {
    Conversion conversion = {.precision = -1};
    while (*input->position && strchr("-+ 0#", *input->position)) {
        if (conversion.flag_count < sizeof conversion.flags) {
            conversion.flags[conversion.flag_count++] = *input->position;
        }
        input->position++;
    }
    conversion.width = read_number(input);
    if (*input->position == '.') {
        input->position++;
        conversion.precision = read_number(input);
    }
    while (*input->position && strchr("lzh", *input->position)) {
        conversion.length = conversion.length == 'l' ? 'L' : *input->position;
        input->position++;
    }
    conversion.letter = *input->position;
    if (conversion.letter) {
        input->position++;
    }
    return conversion;
}

/* The C format of a number conversion with one length modifier. */
static void number_format(const Conversion *conversion, char *out, size_t size) {
    int precision = conversion->precision > 100 ? 100 : conversion->precision;
    int width = conversion->width > 100 ? 100 : conversion->width;
    bool is_double = strchr("gfe", conversion->letter) != NULL;
    char precision_text[16] = "";
    if (precision >= 0) {
        snprintf(precision_text, sizeof precision_text, ".%d", precision);
    }
    char width_text[16] = "";
    if (width > 0) {
        snprintf(width_text, sizeof width_text, "%d", width);
    }
    snprintf(out, size, "%%%.*s%s%s%s%c", (int)conversion->flag_count, conversion->flags,
             width_text, precision_text, is_double ? "" : "ll", conversion->letter);
}

static bool write_number(Runtime *rt, StrWriter *writer, const Conversion *conversion,
                         FormatInput *input) {
    char format[48];
    char text[256];
    number_format(conversion, format, sizeof format);
    int written;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    if (strchr("gfe", conversion->letter)) {
        written = snprintf(text, sizeof text, format, va_arg(input->args, double));
    } else if (conversion->letter == 'd' || conversion->letter == 'i') {
        long long number = conversion->length == 'L'   ? va_arg(input->args, long long)
                           : conversion->length == 'l' ? va_arg(input->args, long)
                           : conversion->length == 'z' ? (long long)va_arg(input->args, size_t)
                                                       : va_arg(input->args, int);
        written = snprintf(text, sizeof text, format, number);
    } else {
        unsigned long long number = conversion->length == 'L'
                                        ? va_arg(input->args, unsigned long long)
                                    : conversion->length == 'l' ? va_arg(input->args, unsigned long)
                                    : conversion->length == 'z' ? va_arg(input->args, size_t)
                                                                : va_arg(input->args, unsigned);
        written = snprintf(text, sizeof text, format, number);
    }
#pragma GCC diagnostic pop
    return writer_ascii(rt, writer, text, base_min_size((size_t)written, sizeof text - 1));
}

static bool write_object(Runtime *rt, StrWriter *writer, const Conversion *conversion,
                         STEALS Object *text) {
    if (!text) {
        return false;
    }
    size_t length = str_length(text);
    if (conversion->precision >= 0) {
        length = base_min_size(length, (size_t)conversion->precision);
    }
    size_t width = (size_t)(conversion->width > 0 ? conversion->width : 0);
    bool left = memchr(conversion->flags, '-', conversion->flag_count) != NULL;
    size_t padding = width > length ? width - length : 0;
    bool done = (left || !padding || writer_fill(rt, writer, ' ', padding)) &&
                writer_substring(rt, writer, text, 0, length) &&
                (!left || !padding || writer_fill(rt, writer, ' ', padding));
    release(rt, text);
    return done;
}

/* %s: at most `precision` bytes of UTF-8. */
static bool write_cstring(Runtime *rt, StrWriter *writer, Conversion *conversion,
                          const char *text) {
    if (!text) {
        text = "(null)";
    }
    size_t length =
        conversion->precision >= 0 ? strnlen(text, (size_t)conversion->precision) : strlen(text);
    conversion->precision = -1;
    return write_object(rt, writer, conversion, str_from_utf8(rt, text, length));
}

static bool write_conversion(Runtime *rt, StrWriter *writer, FormatInput *input) {
    Conversion conversion = read_conversion(input);
    switch (conversion.letter) {
    case '%':
        return writer_char(rt, writer, '%');
    case 'c':
        return writer_char(rt, writer, (uint32_t)va_arg(input->args, int));
    case 's':
        return write_cstring(rt, writer, &conversion, va_arg(input->args, const char *));
    case 'p': {
        char text[32];
        snprintf(text, sizeof text, "%p", va_arg(input->args, void *));
        return writer_cstring(rt, writer, text);
    }
    case 'S':
        return write_object(rt, writer, &conversion, object_str(rt, va_arg(input->args, Object *)));
    case 'R':
        return write_object(rt, writer, &conversion,
                            object_repr(rt, va_arg(input->args, Object *)));
    case 'A':
        return write_object(rt, writer, &conversion,
                            object_ascii(rt, va_arg(input->args, Object *)));
    case 'U':
        return write_object(rt, writer, &conversion, retain(va_arg(input->args, Object *)));
    case 'T':
        return write_cstring(rt, writer, &conversion,
                             type_name_of(rt, va_arg(input->args, Object *)));
    case 'N':
        return write_cstring(rt, writer, &conversion,
                             va_arg(input->args, TypeObject *)->slots->name);
    default:
        return write_number(rt, writer, &conversion, input);
    }
}

Object *str_format_list(Runtime *rt, const char *format, va_list args) {
    StrWriter writer;
    writer_init(&writer);
    FormatInput input = {.position = format};
    va_copy(input.args, args);
    bool done = true;
    while (done && *input.position) {
        const char *next = strchrnul(input.position, '%');
        if (next > input.position) {
            /* Formats are our own literals; some hold UTF-8 (quotes, dashes). */
            Conversion plain = {.precision = -1};
            done = write_object(rt, &writer, &plain,
                                str_from_utf8(rt, input.position, (size_t)(next - input.position)));
            input.position = next;
        } else {
            input.position++;
            done = write_conversion(rt, &writer, &input);
        }
    }
    va_end(input.args);
    if (!done) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

Object *str_format(Runtime *rt, const char *format, ...) {
    va_list args;
    va_start(args, format);
    Object *text = str_format_list(rt, format, args);
    va_end(args);
    return text;
}
