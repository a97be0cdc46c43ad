/* A read-only view of a mapping: what type.__dict__ gives. */
#ifndef OURO_TYPES_MAPPING_PROXY_H
#define OURO_TYPES_MAPPING_PROXY_H

#include "object/raise.h"

typedef struct MappingProxyObject {
    Object header;
    Object *mapping;
} MappingProxyObject;

NEW_REF Object *mapping_proxy_new(Runtime *rt, Object *mapping);

#endif
