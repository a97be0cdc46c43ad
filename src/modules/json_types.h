/* What the files of _json share: the types and the state of the module. */
#ifndef OURO_MODULES_JSON_TYPES_H
#define OURO_MODULES_JSON_TYPES_H

#include "object/arguments.h"
#include "object/type.h"

typedef struct JsonState {
    uint32_t scanner_type, encoder_type;
} JsonState;

/* arguments_parse with the message of older converters when there are too many. */
bool json_arguments_parse(Runtime *rt, const ArgumentSpec *spec, Object *const *args, size_t count,
                          Object *keyword_names, Object **out);

extern const TypeSpec json_scanner_type, json_encoder_type;

#endif
