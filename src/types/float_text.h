/* Floats from text and as hexadecimal text. */
#ifndef OURO_TYPES_FLOAT_TEXT_H
#define OURO_TYPES_FLOAT_TEXT_H

#include "object/operations.h"

/* float(text). False: ValueError pending. */
bool float_text_from_str(Runtime *rt, Object *str, double *out);
bool float_text_from_bytes(Runtime *rt, Object *source, const uint8_t *data, size_t length,
                           double *out);
/* complex(text). */
bool float_text_complex_from_str(Runtime *rt, Object *str, double *real, double *imag);
NEW_REF Object *float_text_hex(Runtime *rt, double value);
bool float_text_from_hex(Runtime *rt, Object *str, double *out);

#endif
