/* The % operator of str, bytes and bytearray. */
#ifndef OURO_TYPES_PERCENT_FORMAT_H
#define OURO_TYPES_PERCENT_FORMAT_H

#include "object/operations.h"

NEW_REF Object *percent_format_str(Runtime *rt, Object *format, Object *args);
/* The result is bytes. */
NEW_REF Object *percent_format_bytes(Runtime *rt, const uint8_t *format, size_t length,
                                     Object *args);

#endif
