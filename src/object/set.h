/* set and frozenset: what other files need of them. Implemented in types/set.c's lower half,
 * object/set.c: open addressing, insertion order not kept. */
#ifndef OURO_OBJECT_SET_H
#define OURO_OBJECT_SET_H

#include "object/raise.h"

NEW_REF Object *set_new(Runtime *rt, Object *iterable);       /* NULL: empty */
NEW_REF Object *frozenset_new(Runtime *rt, Object *iterable); /* NULL: the empty frozenset */
size_t set_length(const Object *set);
bool set_add(Runtime *rt, Object *set, Object *item);
int set_contains(Runtime *rt, Object *set, Object *item); /* 1, 0, -1 */
int set_discard(Runtime *rt, Object *set, Object *item);  /* 1 removed, 0 missing, -1 */
bool set_update(Runtime *rt, Object *set, Object *iterable);
bool set_next(const Object *set, size_t *position, Object **item); /* borrowed */

#endif
