/* complex: making. */
#include "object/complex.h"

Object *complex_from_doubles(Runtime *rt, double real, double imag) {
    ComplexObject *object = heap_allocate(rt->heap, sizeof(ComplexObject));
    if (UNLIKELY(!object)) {
        return error_no_memory(rt);
    }
    object->header.refs = 1;
    object->header.meta = (uint32_t)TYPE_COMPLEX << OBJECT_TYPE_SHIFT;
    object->real = real;
    object->imag = imag;
    return &object->header;
}
