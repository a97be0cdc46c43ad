/* The objects that exist once for all runtimes: immortal, never written. */
#include "object/operations.h"

Object none_object = OBJECT_STATIC(TYPE_NONE, 0);
Object not_implemented_object = OBJECT_STATIC(TYPE_NOT_IMPLEMENTED, 0);
Object ellipsis_object = OBJECT_STATIC(TYPE_ELLIPSIS, 0);
const IntObject true_object = {OBJECT_STATIC(TYPE_BOOL, 0), 1};
const IntObject false_object = {OBJECT_STATIC(TYPE_BOOL, 0), 0};
