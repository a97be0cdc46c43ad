/* Making classes: type.__new__ and what changes in a class afterwards. */
#ifndef OURO_TYPES_CLASS_H
#define OURO_TYPES_CLASS_H

#include "object/operations.h"

/* The new_instance slot of `type` (three arguments). */
NEW_REF Object *class_new(Runtime *rt, TypeObject *metatype, Object *const *args, size_t count,
                          Object *keyword_names);
/* The most derived of metatype and the metaclasses of bases (a tuple); borrowed. TypeError
 * "metaclass conflict: …". */
BORROWED TypeObject *class_metatype(Runtime *rt, TypeObject *metatype, Object *bases);
/* slots->name follows type->name. */
bool class_update_name(Runtime *rt, TypeObject *type);
/* type.__bases__ = bases. */
bool class_set_bases(Runtime *rt, TypeObject *type, Object *bases);
/* object.__class__ = type. */
bool class_assign(Runtime *rt, Object *object, TypeObject *type);
/* The dealloc slot of `type`. */
void class_dealloc(Runtime *rt, Object *self);

#endif
