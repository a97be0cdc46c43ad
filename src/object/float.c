/* float: making. */
#include "object/float.h"

Object *float_from_double(Runtime *rt, double number) {
    FloatObject *object = heap_allocate(rt->heap, sizeof(FloatObject));
    if (UNLIKELY(!object)) {
        return error_no_memory(rt);
    }
    object->header.refs = 1;
    object->header.meta = (uint32_t)TYPE_FLOAT << OBJECT_TYPE_SHIFT;
    object->value = number;
    return &object->header;
}
