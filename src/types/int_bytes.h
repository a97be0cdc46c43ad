/* int.to_bytes and int.from_bytes. */
#ifndef OURO_TYPES_INT_BYTES_H
#define OURO_TYPES_INT_BYTES_H

#include "object/operations.h"

NEW_REF Object *int_bytes_to(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names);
NEW_REF Object *int_bytes_from(Runtime *rt, Object *type, Object *const *args, size_t count,
                               Object *keyword_names);

#endif
