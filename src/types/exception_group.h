/* Exception groups, and what the evaluation loop needs of them for except*. */
#ifndef OURO_TYPES_EXCEPTION_GROUP_H
#define OURO_TYPES_EXCEPTION_GROUP_H

#include "object/exception.h"

/* `except* type`: splits exception (an instance or None) into the part that matches and the rest.
 * Either is NULL for "nothing". A naked exception that matches is wrapped in a group. False:
 * error pending, among others for what cannot stand after except*. */
bool exception_group_match(Runtime *rt, Object *exception, Object *type, NEW_REF Object **match,
                           NEW_REF Object **rest);
/* At the end of a try with except*: what to raise, from the exception that came in and the list of
 * what the clauses raised and of the unhandled rest (None among them is skipped). None: nothing.
 * NULL: error pending. */
NEW_REF Object *exception_group_reraise(Runtime *rt, Object *original, Object *list);

NEW_REF Object *exception_group_new(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names);
NEW_REF Object *exception_group_str(Runtime *rt, Object *self);
extern const MethodRow exception_group_methods[];
extern const AttributeRow exception_group_attributes[];

#endif
