/* Ints as text: digits in any base, and reading them. */
#ifndef OURO_TYPES_INT_TEXT_H
#define OURO_TYPES_INT_TEXT_H

#include "object/operations.h"

/* The digits of |number|, lower case. int_text_release gives their memory back. */
typedef struct IntDigits {
    char *digits;
    size_t count;
    char *memory; /* NULL: in `small` */
    char small[72];
} IntDigits;

/* base 2 to 36. Decimal digits beyond rt->int_max_str_digits are a ValueError. */
bool int_text_digits(Runtime *rt, const Object *number, int base, IntDigits *out);
void int_text_release(Runtime *rt, IntDigits *digits);
NEW_REF Object *int_text_repr(Runtime *rt, Object *number);
NEW_REF Object *int_text_from_number(Runtime *rt, int64_t number); /* decimal */
/* int(text, base); base 0: by prefix. */
NEW_REF Object *int_text_from_str(Runtime *rt, Object *str, int base);
/* bytes: what the message shows, NULL: made of the data. */
NEW_REF Object *int_text_from_bytes(Runtime *rt, const uint8_t *data, size_t length, int base);

#endif
