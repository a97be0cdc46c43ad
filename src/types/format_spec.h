/* The format mini-language, [[fill]align][sign][z][#][0][width][grouping][.precision][type], and
 * the layout that str, int, float and complex share: padding, signs, grouping of digits. */
#ifndef OURO_TYPES_FORMAT_SPEC_H
#define OURO_TYPES_FORMAT_SPEC_H

#include "object/str.h"

typedef struct FormatSpec {
    uint32_t fill;         /* code point; ' ' by default, '0' after a leading zero in the width */
    char align;            /* '<', '>', '=', '^'; the default when none was given */
    char sign;             /* '+', '-', ' '; 0: none given */
    char grouping;         /* ',' or '_'; 0: none */
    bool alternate;        /* # */
    bool no_negative_zero; /* z */
    bool align_given;
    uint32_t type;     /* code point; the default when none was given */
    int64_t width;     /* -1: none given */
    int64_t precision; /* -1: none given */
} FormatSpec;

/* spec: a str. default_type: what `type` becomes when the text has none (0 is fine), default_align:
 * '<' for text, '>' for numbers. value is for messages. False: ValueError pending. */
bool format_spec_parse(Runtime *rt, Object *spec, char default_type, char default_align,
                       Object *value, FormatSpec *out);
/* "Unknown format code 'x' for object of type 'int'". Returns NULL. */
void *format_spec_unknown_type(Runtime *rt, uint32_t type, Object *value);

/* A number ready for layout. All ASCII. */
typedef struct FormatNumber {
    char sign;          /* '-', '+', ' ' or 0, already chosen (format_spec_sign) */
    const char *prefix; /* "0x" or ""; NULL: none */
    const char *digits; /* whole digits, that grouping applies to */
    size_t digit_count;
    const char *rest; /* ".5e+10", "%", "inf": follows the digits */
    size_t rest_length;
} FormatNumber;

/* The sign character to show. */
char format_spec_sign(const FormatSpec *spec, bool negative);
/* Appends with the fill, alignment and grouping of the spec. */
bool format_spec_write_number(Runtime *rt, StrWriter *writer, const FormatSpec *spec,
                              const FormatNumber *number);
/* Appends str cut to spec->precision and padded. */
bool format_spec_write_text(Runtime *rt, StrWriter *writer, const FormatSpec *spec, Object *str);
/* str.__format__: spec is a str. */
NEW_REF Object *format_spec_apply_to_text(Runtime *rt, Object *str, Object *spec);

#endif
