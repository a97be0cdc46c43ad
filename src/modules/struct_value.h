/* One value of the struct module to bytes and back. */
#ifndef OURO_MODULES_STRUCT_VALUE_H
#define OURO_MODULES_STRUCT_VALUE_H

#include "modules/struct_format.h"

/* Writes value at data. False with an error pending. */
bool struct_value_pack(Runtime *rt, const StructLayout *layout, const StructField *field,
                       Object *error, uint8_t *data, Object *value);
NEW_REF Object *struct_value_unpack(Runtime *rt, const StructLayout *layout,
                                    const StructField *field, const uint8_t *data);

#endif
