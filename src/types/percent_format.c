/* printf-style formatting. One engine for text and bytes: the bytes go through it as Latin-1 text,
 * and what they format differently is marked by `bytes` in the job. */
#include "types/percent_format.h"
#include "base/double_text.h"
#include "base/text_search.h"
#include "object/bytes.h"
#include "object/tuple.h"
#include "types/codecs.h"
#include "types/text_arguments.h"
#include "types/unicode.h"
#include <string.h>

enum { NUMBER_TEXT_MAX = 400 };

/* %[(key)][flags][width][.precision][length]type */
typedef struct Conversion {
    bool left, plus, space, alternate, zero;
    int64_t width;
    int64_t precision; /* -1: none */
    uint32_t type;
    size_t type_at; /* its index in the format */
} Conversion;

typedef struct FormatJob {
    Runtime *rt;
    Object *format; /* str */
    size_t position;
    Object *args;    /* what stands right of % */
    Object *mapping; /* args when it can be indexed; borrowed */
    Object *value;   /* args[key] of the conversion at hand; owned */
    bool used_key;   /* a %(key) has been there: from then on no argument is left for others */
    size_t next;     /* argument to take; a single argument counts as a tuple of one */
    bool bytes;
    StrWriter out;
} FormatJob;

static bool fail_value(Runtime *rt, const char *message) {
    raise_value_error(rt, "%s", message);
    return false;
}

/* The next argument; borrowed. */
static BORROWED Object *take_argument(FormatJob *job) {
    if (job->value) {
        return job->value;
    }
    bool many = type_is_tuple(job->rt, job->args);
    if (!job->used_key && job->next < (many ? tuple_length(job->args) : 1)) {
        return many ? tuple_get(job->args, job->next++) : (job->next++, job->args);
    }
    return raise_type_error(job->rt, "not enough arguments for format string");
}

static bool at_end(const FormatJob *job) {
    return job->position >= str_length(job->format);
}

static uint32_t peek(const FormatJob *job) {
    return at_end(job) ? 0 : str_at(job->format, job->position);
}

/* (key): sets job->value. */
static bool parse_key(FormatJob *job) {
    Runtime *rt = job->rt;
    if (!job->mapping) {
        raise_type_error(rt, "format requires a mapping");
        return false;
    }
    size_t start = ++job->position;
    int depth = 1;
    for (; !at_end(job); job->position++) {
        uint32_t code_point = peek(job);
        depth += code_point == '(' ? 1 : code_point == ')' ? -1 : 0;
        if (depth == 0) {
            break;
        }
    }
    if (at_end(job)) {
        return fail_value(rt, "incomplete format key");
    }
    Object *key = str_substring(rt, job->format, start, job->position++);
    if (key && job->bytes) {
        Object *text = key;
        key = codecs_encode_by_id(rt, text, CODEC_LATIN1, NULL);
        release(rt, text);
    }
    if (!key) {
        return false;
    }
    REPLACE_REF(rt, &job->value, object_get_item(rt, job->mapping, key));
    job->used_key = true;
    release(rt, key);
    return job->value != NULL;
}

static bool parse_flags(FormatJob *job, Conversion *conversion) {
    for (;; job->position++) {
        switch (peek(job)) {
        case '-':
            conversion->left = true;
            break;
        case '+':
            conversion->plus = true;
            break;
        case ' ':
            conversion->space = true;
            break;
        case '#':
            conversion->alternate = true;
            break;
        case '0':
            conversion->zero = true;
            break;
        default:
            return true;
        }
    }
}

/* Digits or '*'; stays 0 when there are none. */
static bool parse_number(FormatJob *job, int64_t *out, int64_t limit, const char *too_big) {
    /* limit is that of the C type which CPython takes: ssize_t for the width, int for the
     * precision */
    Runtime *rt = job->rt;
    *out = 0;
    if (peek(job) == '*') {
        job->position++;
        Object *argument = take_argument(job);
        if (!argument) {
            return false;
        }
        if (!type_is_int(rt, argument)) {
            raise_type_error(rt, "* wants int");
            return false;
        }
        int overflow;
        *out = int_as_int64(argument, &overflow);
        if (overflow || *out > limit || *out < -limit - 1) {
            raise_overflow_error(rt, "Python int too large to convert to C %s",
                                 limit == INT64_MAX ? "ssize_t" : "int");
            return false;
        }
        return true;
    }
    while (peek(job) >= '0' && peek(job) <= '9') {
        if (*out > (limit - 9) / 10) {
            return fail_value(rt, too_big);
        }
        *out = *out * 10 + (int64_t)(peek(job) - '0');
        job->position++;
    }
    return true;
}

/* After the '%'. */
static bool parse_conversion(FormatJob *job, Conversion *conversion) {
    *conversion = (Conversion){.precision = -1};
    if (peek(job) == '(' && !parse_key(job)) {
        return false;
    }
    if (!parse_flags(job, conversion) ||
        !parse_number(job, &conversion->width, INT64_MAX, "width too big")) {
        return false;
    }
    if (conversion->width < 0) {
        conversion->left = true;
        conversion->width = conversion->width == INT64_MIN ? INT64_MAX : -conversion->width;
    }
    if (peek(job) == '.') {
        job->position++;
        if (!parse_number(job, &conversion->precision, INT32_MAX, "precision too big")) {
            return false;
        }
        conversion->precision = conversion->precision < 0 ? 0 : conversion->precision;
    }
    uint32_t modifier = peek(job);
    if (modifier == 'h' || modifier == 'l' || modifier == 'L' || (job->bytes && modifier == 'z')) {
        job->position++;
    }
    if (at_end(job)) {
        return fail_value(job->rt, "incomplete format");
    }
    conversion->type = peek(job);
    conversion->type_at = job->position++;
    return true;
}

/* --- writing --- */

/* sign and prefix (ASCII), then body; padded to the width, zeros go after the prefix. */
static bool write_padded(FormatJob *job, const Conversion *conversion, const char *prefix,
                         Object *text, const char *body, size_t length, bool zero) {
    Runtime *rt = job->rt;
    size_t prefix_length = strlen(prefix);
    size_t total = prefix_length + length;
    size_t padding = (size_t)conversion->width > total ? (size_t)conversion->width - total : 0;
    if (padding > STR_LENGTH_MAX) {
        error_no_memory(rt);
        return false;
    }
    size_t left = conversion->left || zero ? 0 : padding;
    size_t zeros = zero && !conversion->left ? padding : 0;
    size_t right = conversion->left ? padding : 0;
    return (left == 0 || writer_fill(rt, &job->out, ' ', left)) &&
           writer_ascii(rt, &job->out, prefix, prefix_length) &&
           (zeros == 0 || writer_fill(rt, &job->out, '0', zeros)) &&
           (text ? writer_substring(rt, &job->out, text, 0, length)
                 : writer_ascii(rt, &job->out, body, length)) &&
           (right == 0 || writer_fill(rt, &job->out, ' ', right));
}

static bool write_text(FormatJob *job, const Conversion *conversion, STEALS Object *text) {
    if (!text) {
        return false;
    }
    size_t length = str_length(text);
    if (conversion->precision >= 0) {
        length = base_min_size(length, (size_t)conversion->precision);
    }
    bool done = write_padded(job, conversion, "", text, NULL, length, false);
    release(job->rt, text);
    return done;
}

static char sign_of(const Conversion *conversion, bool negative) {
    return negative ? '-' : conversion->plus ? '+' : conversion->space ? ' ' : 0;
}

/* --- %d %x … --- */

static NEW_REF Object *integer_argument(FormatJob *job, const Conversion *conversion,
                                        Object *value) {
    Runtime *rt = job->rt;
    if (object_type_id(value) == TYPE_INT) {
        return retain(value);
    }
    bool decimal = strchr("diu", (int)conversion->type) != NULL;
    const TypeSlots *slots = slots_of(rt, value);
    bool usable = slots->index ||
                  (decimal && (slots->to_int || slots->to_float) && !type_is_complex(rt, value));
    if (!usable) {
        return raise_type_error(rt, "%%%c format: %s, not %.200s", (int)conversion->type,
                                decimal ? "a real number is required" : "an integer is required",
                                slots->name);
    }
    Object *number = decimal ? object_to_int(rt, value) : object_index(rt, value);
    if (!number && error_clear_if(rt, TYPE_TYPE_ERROR)) {
        return raise_type_error(rt, "%%%c format: %s, not %.200s", (int)conversion->type,
                                decimal ? "a real number is required" : "an integer is required",
                                slots->name);
    }
    if (number && object_type_id(number) != TYPE_INT && !int_is_big(number)) {
        Object *exact = int_from_int64(rt, int_small_value(number)); /* a bool or subclass */
        release(rt, number);
        return exact;
    }
    return number;
}

/* The digits of number, sign included, in the conversion's base. */
static NEW_REF Object *digits_of(Runtime *rt, Object *number, uint32_t type) {
    if (type != 'x' && type != 'X' && type != 'o') {
        return object_repr(rt, number);
    }
    Object *spec = str_from_code_point(rt, type);
    Object *digits = spec ? object_format(rt, number, spec) : NULL;
    release_nullable(rt, spec);
    return digits;
}

static bool write_integer(FormatJob *job, const Conversion *conversion, Object *value) {
    Runtime *rt = job->rt;
    Object *number = integer_argument(job, conversion, value);
    Object *text = number ? digits_of(rt, number, conversion->type) : NULL;
    release_nullable(rt, number);
    if (!text) {
        return false;
    }
    const char *digits = (const char *)str_data(text);
    size_t length = str_length(text);
    bool negative = digits[0] == '-';
    digits += negative;
    length -= negative;
    char prefix[4] = {0};
    size_t used = 0;
    char sign = sign_of(conversion, negative);
    if (sign) {
        prefix[used++] = sign;
    }
    if (conversion->alternate && strchr("xXo", (int)conversion->type)) {
        prefix[used++] = '0';
        prefix[used++] = (char)conversion->type;
    }
    bool done;
    if (conversion->precision > (int64_t)length) {
        StrWriter padded;
        writer_init(&padded);
        Object *filled = NULL;
        if (writer_fill(rt, &padded, '0', (size_t)conversion->precision - length) &&
            writer_ascii(rt, &padded, digits, length)) {
            filled = writer_finish(rt, &padded);
        } else {
            writer_abandon(rt, &padded);
        }
        done = filled && write_padded(job, conversion, prefix, filled, NULL, str_length(filled),
                                      conversion->zero);
        release_nullable(rt, filled);
    } else {
        done = write_padded(job, conversion, prefix, NULL, digits, length, conversion->zero);
    }
    release(rt, text);
    return done;
}

/* --- %f … --- */

static bool write_float(FormatJob *job, const Conversion *conversion, Object *value) {
    Runtime *rt = job->rt;
    double number;
    if (job->bytes && !slots_of(rt, value)->to_float && !slots_of(rt, value)->index) {
        raise_type_error(rt, "float argument required, not %.200s", type_name_of(rt, value));
        return false;
    }
    if (!object_as_double(rt, value, &number)) {
        return false;
    }
    if (conversion->precision > INT32_MAX - 3) {
        return fail_value(rt, "precision too large");
    }
    int precision = conversion->precision < 0 ? 6 : (int)conversion->precision;
    char small[NUMBER_TEXT_MAX];
    char *text = small;
    size_t length = double_fixed(number, (char)conversion->type, precision, conversion->alternate,
                                 small, sizeof small);
    if (length >= sizeof small) {
        text = memory_allocate(rt, length + 1);
        if (!text) {
            return false;
        }
        double_fixed(number, (char)conversion->type, precision, conversion->alternate, text,
                     length + 1);
    }
    bool negative = text[0] == '-';
    char prefix[2] = {sign_of(conversion, negative), 0};
    bool done = write_padded(job, conversion, prefix, NULL, text + negative, length - negative,
                             conversion->zero);
    if (text != small) {
        memory_free(rt, text);
    }
    return done;
}

/* --- %c --- */

static bool character_error(FormatJob *job) {
    raise_type_error(job->rt, job->bytes ? "%%c requires an integer in range(256) or a single byte"
                                         : "%%c requires int or char");
    return false;
}

static bool write_character(FormatJob *job, const Conversion *conversion, Object *value) {
    Runtime *rt = job->rt;
    int64_t code_point = -1;
    if (!job->bytes && type_is_str(rt, value)) {
        if (str_length(value) != 1) {
            return character_error(job);
        }
        code_point = str_at(value, 0);
    } else if (job->bytes && slots_of(rt, value)->get_buffer) {
        BufferView view;
        if (!object_get_buffer(rt, value, &view, false)) {
            return false;
        }
        bool single = view.size == 1;
        code_point = single ? view.data[0] : -1;
        object_release_buffer(rt, &view);
        if (!single) {
            return character_error(job);
        }
    } else {
        if (!slots_of(rt, value)->index) {
            return character_error(job);
        }
        if (!object_as_index_clipped(rt, value, &code_point)) {
            return false;
        }
        int64_t limit = job->bytes ? 256 : UNICODE_MAX + 1;
        if (code_point < 0 || code_point >= limit) {
            raise_overflow_error(rt, job->bytes ? "%%c arg not in range(256)"
                                                : "%%c arg not in range(0x110000)");
            return false;
        }
    }
    Object *text = str_from_code_point(rt, (uint32_t)code_point);
    Conversion whole = *conversion;
    whole.precision = -1;
    return write_text(job, &whole, text);
}

/* --- %s of bytes --- */

static NEW_REF Object *bytes_text(Runtime *rt, Object *value) {
    const TypeSlots *slots = slots_of(rt, value);
    if (slots->get_buffer) {
        BufferView view;
        if (!object_get_buffer(rt, value, &view, false)) {
            return NULL;
        }
        Object *text = str_from_latin1(rt, view.data, view.size);
        object_release_buffer(rt, &view);
        return text;
    }
    bool missing = false;
    Object *bytes = object_call_special(rt, value, NAME___bytes__, NULL, 0, &missing);
    if (missing && !bytes) {
        return raise_type_error(rt,
                                "%%b requires a bytes-like object, or an object that implements "
                                "__bytes__, not '%.100s'",
                                slots->name);
    }
    if (bytes && !type_is_bytes(rt, bytes)) {
        raise_type_error(rt, "__bytes__ returned non-bytes (type %.200s)", type_name_of(rt, bytes));
        CLEAR_REF(rt, &bytes);
    }
    if (!bytes) {
        return NULL;
    }
    Object *text = str_from_latin1(rt, bytes_data(bytes), bytes_length(bytes));
    release(rt, bytes);
    return text;
}

static bool unsupported(FormatJob *job, const Conversion *conversion) {
    uint32_t type = conversion->type;
    raise_value_error(job->rt, "unsupported format character '%c' (0x%x) at index %zu",
                      type > 31 && type < 128 ? (int)type : '?', type, conversion->type_at);
    return false;
}

/* Nothing but the type is said. */
static bool is_plain(const Conversion *conversion) {
    return conversion->width == 0 && conversion->precision < 0 &&
           !(conversion->plus || conversion->space || conversion->alternate);
}

static bool write_small_int(FormatJob *job, int64_t number) {
    char text[24];
    char *end = text + sizeof text;
    char *at = end;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0) {
        *--at = '-';
    }
    return writer_ascii(job->rt, &job->out, at, (size_t)(end - at));
}

static bool write_value(FormatJob *job, const Conversion *conversion, Object *value) {
    Runtime *rt = job->rt;
    if (is_plain(conversion)) {
        if (conversion->type == 's' && !job->bytes && str_check_exact(value)) {
            return writer_str(rt, &job->out, value);
        }
        if (conversion->type == 'd' && object_type_id(value) == TYPE_INT && !int_is_big(value)) {
            return write_small_int(job, int_small_value(value));
        }
    }
    switch (conversion->type) {
    case 's':
        return write_text(job, conversion,
                          job->bytes ? bytes_text(rt, value) : object_str(rt, value));
    case 'b':
        return job->bytes ? write_text(job, conversion, bytes_text(rt, value))
                          : unsupported(job, conversion);
    case 'r':
        return write_text(job, conversion,
                          job->bytes ? object_ascii(rt, value) : object_repr(rt, value));
    case 'a':
        return write_text(job, conversion, object_ascii(rt, value));
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
        return write_integer(job, conversion, value);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return write_float(job, conversion, value);
    case 'c':
        return write_character(job, conversion, value);
    default:
        return unsupported(job, conversion);
    }
}

/* job->position is after a '%'. */
static bool format_one(FormatJob *job) {
    if (peek(job) == '%') {
        job->position++;
        return writer_char(job->rt, &job->out, '%');
    }
    Conversion conversion;
    bool done = parse_conversion(job, &conversion);
    if (done) {
        Object *value = take_argument(job);
        if (value) {
            retain(value);
            done = write_value(job, &conversion, value);
            release(job->rt, value);
        } else {
            done = false;
        }
    }
    CLEAR_REF(job->rt, &job->value);
    return done;
}

static bool format_all(FormatJob *job) {
    size_t length = str_length(job->format);
    SearchText text = {str_data(job->format), length, (unsigned)str_width(job->format)};
    while (job->position < length) {
        size_t run = search_find_unit(search_slice(text, job->position, length), '%');
        size_t next = run == SEARCH_NONE ? length : job->position + run;
        if (!writer_substring(job->rt, &job->out, job->format, job->position, next)) {
            return false;
        }
        job->position = next + 1;
        if (next < length && !format_one(job)) {
            return false;
        }
    }
    size_t given = type_is_tuple(job->rt, job->args) ? tuple_length(job->args) : 1;
    if (job->next < given && !job->mapping) {
        raise_type_error(job->rt, "not all arguments converted during %s formatting",
                         job->bytes ? "bytes" : "string");
        return false;
    }
    return true;
}

static NEW_REF Object *run(Runtime *rt, Object *format, Object *args, bool bytes) {
    bool is_text = type_is_str(rt, args) || type_is_tuple(rt, args) ||
                   (bytes && (type_is_bytes(rt, args) ||
                              type_has_flag(rt, args, TYPE_FLAG_BYTEARRAY_SUBCLASS)));
    bool can_map = slots_of(rt, args)->get_item && !is_text;
    FormatJob job = {
        .rt = rt, .format = format, .args = args, .mapping = can_map ? args : NULL, .bytes = bytes};
    writer_init(&job.out);
    if (!format_all(&job)) {
        writer_abandon(rt, &job.out);
        return NULL;
    }
    return writer_finish(rt, &job.out);
}

Object *percent_format_str(Runtime *rt, Object *format, Object *args) {
    return run(rt, format, args, false);
}

Object *percent_format_bytes(Runtime *rt, const uint8_t *format, size_t length, Object *args) {
    Object *text = str_from_latin1(rt, format, length);
    Object *formatted = text ? run(rt, text, args, true) : NULL;
    release_nullable(rt, text);
    if (!formatted) {
        return NULL;
    }
    Object *bytes = codecs_encode_by_id(rt, formatted, CODEC_LATIN1, NULL);
    release(rt, formatted);
    return bytes;
}
