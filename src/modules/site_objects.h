/* exit, quit, help, copyright, credits, license: what CPython's site module puts into builtins. */
#ifndef OURO_MODULES_SITE_OBJECTS_H
#define OURO_MODULES_SITE_OBJECTS_H

#include "object/raise.h"

enum { SITE_OBJECT_COUNT = 6 };
extern const char *const site_object_names[SITE_OBJECT_COUNT];
/* NULL without an error when no such object has that name. */
NEW_REF Object *site_objects_make(Runtime *rt, const Object *name);

#endif
